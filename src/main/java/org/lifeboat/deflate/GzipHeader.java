package org.lifeboat.deflate;

import java.io.IOException;
import java.util.zip.CRC32;

/** A gzip member's header (RFC 1952, 2.3), of which nothing is kept. */
final class GzipHeader {

    static final int FIRST_MAGIC = 0x1f;
    static final int SECOND_MAGIC = 0x8b;

    private static final int METHOD_DEFLATE = 8;
    private static final int HEADER_CRC = 0x02;
    private static final int EXTRA_FIELD = 0x04;
    private static final int FILE_NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xe0;

    /** Time, extra flags, operating system. */
    private static final int UNUSED_BYTES = 6;

    private final BitInput input;
    private final CRC32 checksum = new CRC32();

    private GzipHeader(BitInput input) {
        this.input = input;
    }

    /** Reads a header whose two magic bytes were read already. */
    static void readBehindMagic(BitInput input) throws IOException {
        GzipHeader header = new GzipHeader(input);
        header.checksum.update(FIRST_MAGIC);
        header.checksum.update(SECOND_MAGIC);
        header.read();
    }

    private void read() throws IOException {
        int method = readByte();
        int flags = readByte();
        if (method != METHOD_DEFLATE || (flags & RESERVED) != 0) {
            throw input.fault(Fault.HEADER);
        }
        skip(UNUSED_BYTES);
        if ((flags & EXTRA_FIELD) != 0) {
            skip(readByte() | readByte() << 8);
        }
        if ((flags & FILE_NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            int computed = (int) checksum.getValue() & 0xffff;
            if ((readByte() | readByte() << 8) != computed) {
                throw input.fault(Fault.CHECKSUM);
            }
        }
    }

    private int readByte() throws IOException {
        int read = input.readByte();
        if (read < 0) {
            throw input.fault(Fault.TRUNCATED);
        }
        checksum.update(read);
        return read;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            readByte();
        }
    }

    private void skipText() throws IOException {
        int read;
        do {
            read = readByte();
        } while (read != 0);
    }
}
