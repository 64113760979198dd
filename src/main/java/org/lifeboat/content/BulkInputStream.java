package org.lifeboat.content;

import java.io.IOException;
import java.io.InputStream;

/** A stream meant for bulk reads; a single byte is read as a bulk of one. */
public abstract class BulkInputStream extends InputStream {

    private final byte[] one = new byte[1];

    @Override
    public final int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** As {@link InputStream#read(byte[], int, int)}; for a length above 0 never returns 0. */
    @Override
    public abstract int read(byte[] into, int offset, int length) throws IOException;
}
