package org.lifeboat.format;

import org.lifeboat.content.BulkInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells now and then how far it was read. */
final class MarkedInputStream extends BulkInputStream {

    private final InputStream stream;
    private final long spacing;
    private final LongConsumer marks;
    private long position;
    private long next;

    /**
     * @param position of the stream's first byte
     * @param marks told positions, each before the bytes behind it are given
     */
    MarkedInputStream(InputStream stream, long position, long spacing, LongConsumer marks) {
        this.stream = stream;
        this.position = position;
        this.spacing = spacing;
        this.marks = marks;
        this.next = position + spacing;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position >= next) {
            marks.accept(position);
            next = position + spacing;
        }
        int count = stream.read(into, offset, length);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
