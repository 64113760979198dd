package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Compressed data that can be read at any place, and more than once. */
public interface ByteSource {

    /** In bytes. */
    long size();

    /**
     * Reads some bytes, at least one.
     *
     * @param position inside the source
     * @param length at least 1
     * @return how many, or -1 at the end
     */
    int read(long position, byte[] into, int offset, int length) throws IOException;

    /** All from a place on. Closing it does nothing. */
    default InputStream from(long position) {
        return new SourceInputStream(this, position);
    }

    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) {
                Objects.checkIndex(position, bytes.length + 1L);
                int some = (int) Math.min(length, bytes.length - position);
                System.arraycopy(bytes, (int) position, into, offset, some);
                return some == 0 ? -1 : some;
            }
        };
    }
}
