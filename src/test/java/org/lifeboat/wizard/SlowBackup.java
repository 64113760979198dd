package org.lifeboat.wizard;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.TarHeaderBlock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;

/** A backup that is small but takes many seconds to unpack, so that there is time to cancel. */
final class SlowBackup {

    private static final int PIECE = 2 << 20;
    private static final int PIECES = 150;

    private SlowBackup() {}

    static Path write(Path file) {
        byte[] start =
                new HostileTar()
                        .header(new TarHeaderBlock("vm5/private.img", '0', (long) PIECE * PIECES))
                        .unfinished();
        byte[] piece = bzip2(bits());
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(bzip2(start));
        for (int i = 0; i < PIECES; i++) {
            stream.writeBytes(piece);
        }
        stream.writeBytes(bzip2(new byte[1024]));
        BackupBuilder backup =
                new BackupBuilder()
                        .plain()
                        .chunkSize(200_000)
                        .compressor("bzip2", SlowBackup::bzip2);
        backup.vm("slow");
        backup.vm("quick").file("private.img", BackupBuilder.random(1, 1_000));
        backup.seal().stored("vm5/private.img", stream.toByteArray());
        return backup.write(file);
    }

    /** Two letters at random: little to store, much to sort. */
    private static byte[] bits() {
        Random random = new Random(1);
        byte[] bits = new byte[PIECE];
        for (int i = 0; i < PIECE; i++) {
            bits[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
        }
        return bits;
    }

    private static byte[] bzip2(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
