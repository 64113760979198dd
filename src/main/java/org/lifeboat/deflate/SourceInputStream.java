package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;

/** A source from some place on. */
final class SourceInputStream extends InputStream {

    private final ByteSource source;
    private long position;

    SourceInputStream(ByteSource source, long position) {
        this.source = source;
        this.position = position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= source.size()) {
            return -1;
        }
        int read = source.read(position, into, offset, length);
        position += Math.max(read, 0);
        return read;
    }
}
