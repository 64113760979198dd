package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.ext4.SlowDisk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What SIGTERM, which is handled as Ctrl-C is, leaves of a copy: in a process of its own. */
@Timeout(60)
class StoppedCopyTest {

    @TempDir private Path folder;

    private Path slowImage() throws IOException {
        byte[] start = SlowDisk.start();
        Path image = Files.write(folder.resolve("private.img"), start);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SlowDisk.size(start));
        }
        return image;
    }

    private Process copy(Path image, Path to) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "--module",
                        "org.lifeboat/org.lifeboat.Lifeboat",
                        "copy",
                        image.toString(),
                        SlowDisk.FILE,
                        "--to",
                        to.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private static void close(WatchService service) {
        try {
            service.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Until a file of that name is made, or the process that makes it has ended. */
    private static void awaitFile(String name, WatchService created, Process maker)
            throws InterruptedException {
        maker.onExit().thenRun(() -> close(created));
        boolean isThere = false;
        try {
            while (!isThere) {
                WatchKey folder = created.take();
                isThere =
                        folder.pollEvents().stream()
                                .anyMatch(event -> name.equals(String.valueOf(event.context())));
                folder.reset();
            }
        } catch (ClosedWatchServiceException ended) {
            // Its exit status tells the rest.
        }
    }

    private String stopped(Path image, Path to) throws IOException, InterruptedException {
        try (WatchService created = to.getFileSystem().newWatchService()) {
            to.register(created, StandardWatchEventKinds.ENTRY_CREATE);
            Process copy = copy(image, to);
            try {
                awaitFile("your_data.txt.incomplete", created, copy);
                copy.destroy();
                assertThat(copy.waitFor(20, TimeUnit.SECONDS)).isTrue();
                String said = Files.readString(folder.resolve("output"));
                assertThat(copy.exitValue()).as(said).isEqualTo(ExitCode.CANCELLED);
                return said;
            } finally {
                copy.destroyForcibly();
            }
        }
    }

    @Test
    void nothingIncompleteHasItsFinalName() throws IOException, InterruptedException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "Windows has no SIGTERM");
        Path to = Files.createDirectory(folder.resolve("copies"));
        assertThat(stopped(slowImage(), to))
                .contains("It was cancelled.", "No files were copied")
                .doesNotContain("Exception");
        try (Stream<Path> left = Files.list(to)) {
            assertThat(left)
                    .allSatisfy(file -> assertThat(file.toString()).endsWith(".incomplete"));
        }
    }
}
