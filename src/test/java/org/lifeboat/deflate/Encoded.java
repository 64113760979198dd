package org.lifeboat.deflate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Streams made by zlib, and by hand where it would not make them. */
final class Encoded {

    private Encoded() {}

    static byte[] deflate(byte[] plain, int level, int strategy) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        try (Deflater deflater = new Deflater(level, true)) {
            deflater.setStrategy(strategy);
            deflater.setInput(plain);
            deflater.finish();
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
        }
        return out.toByteArray();
    }

    static byte[] deflate(byte[] plain) {
        return deflate(plain, 6, Deflater.DEFAULT_STRATEGY);
    }

    static byte[] gzip(byte[] plain, int level) {
        return member(plain, deflate(plain, level, Deflater.DEFAULT_STRATEGY));
    }

    static byte[] gzip(byte[] plain) {
        return gzip(plain, 6);
    }

    /** A gzip member of a stream that is given. */
    static byte[] member(byte[] plain, byte[] deflated) {
        CRC32 crc = new CRC32();
        crc.update(plain);
        ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        trailer.putInt((int) crc.getValue()).putInt(plain.length);
        byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
        return join(header, deflated, trailer.array());
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    static byte[] gunzip(byte[] gzip) throws IOException {
        try (InputStream in = new GzipInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    static byte[] inflate(byte[] deflated) throws IOException {
        try (InputStream in = new DeflateInputStream(new ByteArrayInputStream(deflated))) {
            return in.readAllBytes();
        }
    }
}
