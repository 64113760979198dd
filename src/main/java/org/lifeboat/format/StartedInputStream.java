package org.lifeboat.format;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose first bytes were looked at and are still to be read. */
final class StartedInputStream extends InputStream {

    private final byte[] start;
    private final InputStream rest;
    private int at;

    private StartedInputStream(byte[] start, InputStream rest) {
        this.start = start;
        this.rest = rest;
    }

    /**
     * @param length bytes to look at; there are fewer if the stream is shorter
     */
    static StartedInputStream of(InputStream stream, int length) throws IOException {
        return new StartedInputStream(stream.readNBytes(length), stream);
    }

    byte[] start() {
        return start.clone();
    }

    @Override
    public int read() throws IOException {
        return at < start.length ? start[at++] & 0xff : rest.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at == start.length) {
            return rest.read(into, offset, length);
        }
        int count = Math.min(length, start.length - at);
        System.arraycopy(start, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }
}
