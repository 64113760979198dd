package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

class DamagedJournalTest {

    private static final Path DISK = Path.of("testdata/disks/journal-checksum-3.img.gz");

    /** JBD2's magic, then the type of a block that commits, in big-endian numbers. */
    private static final byte[] COMMIT = {(byte) 0xc0, 0x3b, 0x39, (byte) 0x98, 0, 0, 0, 2};

    @TempDir private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private byte[] disk() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(DISK))) {
            return in.readAllBytes();
        }
    }

    private int files(byte[] disk) throws IOException {
        Path image = Files.write(folder.resolve("private.img"), disk);
        return Cli.run(
                new String[] {"files", image.toString(), "/"},
                new Streams(
                        new PrintStream(new ByteArrayOutputStream()), new PrintStream(err), false));
    }

    private static void damageLastCommit(byte[] disk) {
        for (int at = disk.length - 1024; at >= 0; at -= 1024) {
            if (Arrays.equals(disk, at, at + COMMIT.length, COMMIT, 0, COMMIT.length)) {
                disk[at + 56] ^= 1;
                return;
            }
        }
        throw new AssertionError("no commit in the journal");
    }

    @Test
    void newestChangesThatCouldNotBeAppliedAreDamage() throws IOException {
        byte[] disk = disk();
        assertThat(files(disk)).isEqualTo(ExitCode.OK);
        damageLastCommit(disk);
        assertThat(files(disk)).isEqualTo(ExitCode.DAMAGED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("newest");
    }
}
