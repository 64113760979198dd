package org.lifeboat.deflate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A checkpoint in a file: magic, the numbers, the window as a DEFLATE stream, a CRC-32 of all that.
 */
final class CheckpointBytes {

    /** {@code LBC} and the version of what follows. */
    private static final int MAGIC = 0x4c424301;

    private static final int HEADER = 4 + 8 + 8 + 8 + 4 + 4;
    private static final int CRC = 4;

    private CheckpointBytes() {}

    static byte[] write(Checkpoint checkpoint) {
        byte[] window = deflated(checkpoint.window());
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + window.length + CRC);
        bytes.putInt(MAGIC)
                .putLong(checkpoint.bitPosition())
                .putLong(checkpoint.outputPosition())
                .putLong(checkpoint.memberLength())
                .putInt(checkpoint.memberCrc())
                .putInt(checkpoint.window().length)
                .put(window);
        return bytes.putInt(crc(bytes.array())).array();
    }

    static Checkpoint read(byte[] from) throws IOException {
        if (from.length < HEADER + CRC) {
            throw new DeflateException(Fault.TRUNCATED, from.length * 8L);
        }
        ByteBuffer bytes = ByteBuffer.wrap(from);
        if (bytes.getInt() != MAGIC) {
            throw new DeflateException(Fault.HEADER, 0);
        }
        if (bytes.getInt(from.length - CRC) != crc(from)) {
            throw new DeflateException(Fault.CHECKSUM, from.length * 8L);
        }
        return new Checkpoint(
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong(),
                bytes.getInt(),
                inflated(from, bytes.getInt()));
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - CRC);
        return (int) crc.getValue();
    }

    private static byte[] deflated(byte[] window) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(window);
            deflater.finish();
            while (!deflater.finished()) {
                deflated.write(piece, 0, deflater.deflate(piece));
            }
        }
        return deflated.toByteArray();
    }

    private static byte[] inflated(byte[] from, int length) throws IOException {
        if (length < 0 || length > ByteDecoder.WINDOW) {
            throw new DeflateException(Fault.LENGTH, HEADER * 8L);
        }
        int deflated = from.length - HEADER - CRC;
        InputStream stored = new ByteArrayInputStream(from, HEADER, deflated);
        Blocks blocks = new Blocks(new BitInput(stored, 0));
        ByteDecoder decoder = new ByteDecoder(blocks, new byte[0], 0, ByteDecoder.WINDOW);
        try (InputStream in = new DeflateInputStream(stored, decoder)) {
            byte[] window = in.readNBytes(length);
            if (window.length != length || in.read() >= 0) {
                throw new DeflateException(Fault.LENGTH, HEADER * 8L);
            }
            return window;
        }
    }
}
