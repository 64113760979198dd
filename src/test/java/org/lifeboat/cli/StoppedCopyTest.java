package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.EditedDisk;

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

    private static final int MOST_BLOCKS = 32768;
    private static final int EXTENTS = 4;

    @TempDir private Path folder;

    /** An image with a file of eight gibibytes, all of it in the same two gibibytes of a hole. */
    private Path slowImage() throws IOException {
        EditedDisk disk = new EditedDisk("ext4-64k");
        long block = 64 << 10;
        long first = disk.bytes().length / block;
        disk.u32(1024 + 4, first + MOST_BLOCKS);
        long inode = disk.inode("home/user/your_data.txt");
        long size = EXTENTS * MOST_BLOCKS * block;
        disk.u32(inode + 4, size & 0xffffffffL).u32(inode + 0x6c, size >>> 32);
        long map = disk.map("home/user/your_data.txt");
        disk.u16(map + 2, EXTENTS);
        for (int i = 0; i < EXTENTS; i++) {
            long extent = map + 12 + 12L * i;
            disk.u32(extent, (long) i * MOST_BLOCKS).u16(extent + 4, MOST_BLOCKS);
            disk.u16(extent + 6, 0).u32(extent + 8, first);
        }
        Path image = Files.write(folder.resolve("private.img"), disk.bytes());
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((first + MOST_BLOCKS) * block);
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
                        "/home/user/your_data.txt",
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
            long asked = System.nanoTime();
            copy.destroy();
            assertThat(copy.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isLessThan(5_000);
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
