package org.lifeboat.format;

import org.lifeboat.content.BulkInputStream;

import java.io.IOException;
import java.io.InputStream;

/** The first bytes of another stream. */
final class LimitedInputStream extends BulkInputStream {

    private final InputStream stream;
    private long left;

    LimitedInputStream(InputStream stream, long length) {
        this.stream = stream;
        this.left = length;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int count = stream.read(into, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }
}
