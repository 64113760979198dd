package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.ext4.SlowDisk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void nothingIncompleteHasItsFinalName() throws IOException, InterruptedException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "Windows has no SIGTERM");
        Path to = Files.createDirectory(folder.resolve("copies"));
        Process copy = copy(slowImage(), to);
        try {
            Path incomplete = to.resolve("your_data.txt.incomplete");
            while (!Files.exists(incomplete) && copy.isAlive()) {
                Thread.sleep(5);
            }
            copy.destroy();
            assertThat(copy.waitFor(20, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(folder.resolve("output"));
            assertThat(copy.exitValue()).as(said).isEqualTo(ExitCode.CANCELLED);
            assertThat(said)
                    .contains("It was cancelled.", "No files were copied")
                    .doesNotContain("Exception");
        } finally {
            copy.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(to)) {
            assertThat(left)
                    .allSatisfy(file -> assertThat(file.toString()).endsWith(".incomplete"));
        }
    }
}
