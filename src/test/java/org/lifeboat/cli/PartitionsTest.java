package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.PartitionTables;
import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in partitioned disks, on the command line. */
class PartitionsTest {

    private static final byte[] EXT4 = TestData.gunzip(TestData.path("disks/ext4-of-2016.img.gz"));
    private static final int SECTORS = EXT4.length / 512;
    private static final int FIRST = 2048;
    private static final int SECOND = FIRST + SECTORS;

    @TempDir private Path folder;

    private static ByteBuffer disk() {
        return ByteBuffer.allocate((SECOND + SECTORS + 100) * 512).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String write(ByteBuffer disk) throws IOException {
        return Files.write(folder.resolve("root.img"), disk.array()).toString();
    }

    /** A small one with Windows' files, then one or two with Linux'. */
    private String image(String table, int linux) throws IOException {
        ByteBuffer disk = disk();
        disk.put(100 * 512 + 3, "NTFS    ".getBytes());
        disk.put(FIRST * 512, linux > 0 ? EXT4 : new byte[0]);
        disk.put(SECOND * 512, linux > 1 ? EXT4 : new byte[0]);
        if (table.equals("GPT")) {
            PartitionTables.entry(disk, 1, 100, 200, "Windows");
            PartitionTables.entry(disk, 2, FIRST, SECOND - 1, "one");
            PartitionTables.entry(disk, 3, SECOND, SECOND + SECTORS - 1, "other");
            PartitionTables.gpt(disk);
        } else {
            PartitionTables.mbr(disk, 0, 0, 7, 100, 101);
            PartitionTables.mbr(disk, 0, 1, 0x83, FIRST, SECTORS);
            PartitionTables.mbr(disk, 0, 2, 0x83, SECOND, SECTORS);
        }
        return write(disk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MBR", "GPT"})
    void theOnlyPartitionWithLinuxFilesNeedsNotBeNamed(String table) throws IOException {
        CommandRun run = CommandRun.of("files", image(table, 1));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("your_data.txt", "Documents/");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MBR", "GPT"})
    void ofSeveralPartitionsOneHasToBeNamed(String table) throws IOException {
        String image = image(table, 2);
        CommandRun run = CommandRun.of("files", image);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "1: Windows files (NTFS), 52 kB",
                        "2: Linux files (ext4), 2.1 MB",
                        "3: Linux files (ext4), 2.1 MB",
                        "lifeboat: This disk has 3 partitions; choose one with --partition N.");
        assertThat(CommandRun.of("files", image, "--partition", "3").out())
                .contains("your_data.txt");
        CommandRun json = CommandRun.of("files", image, "/home", "--partition", "2", "--json");
        assertThat(Json.parse(json.out()).text("path")).isEqualTo("/home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4", "0", "-1"})
    void aPartitionWithoutLinuxFilesIsWrongUsage(String number) throws IOException {
        CommandRun run = CommandRun.of("files", image("GPT", 2), "--partition=" + number);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("There is no partition " + number, "1: Windows files (NTFS)");
    }

    @Test
    void whatIsNoNumberIsWrongUsage() throws IOException {
        CommandRun run = CommandRun.of("files", image("GPT", 2), "--partition", "root");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--partition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MBR", "GPT"})
    void aDiskWithoutAnyLinuxFilesIsNamedWithWhatItHolds(String table) throws IOException {
        CommandRun run = CommandRun.of("files", image(table, 0));
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("1: Windows files (NTFS)", "No partition of this disk");
    }

    @Test
    void aDiskThatHasNoPartitionsTakesNoNumber() throws IOException {
        String image = Files.write(folder.resolve("private.img"), EXT4).toString();
        CommandRun run = CommandRun.of("files", image, "--partition", "1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("There is no partition 1");
    }

    @Test
    void filesAreCopiedOutOfThePartitionThatIsNamed() throws IOException {
        Path to = folder.resolve("copies");
        CommandRun run =
                CommandRun.of(
                        "copy",
                        image("MBR", 2),
                        "/home/user",
                        "--partition",
                        "3",
                        "--to",
                        to.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(to.resolve("user/your_data.txt")).content().contains("recovered");
    }
}
