package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** What the streams of this package have in common: bytes leave a decoder's buffer. */
abstract sealed class DecodingInputStream extends InputStream
        permits DeflateInputStream, GzipInputStream, ZlibInputStream {

    private final ByteDecoder decoder;

    /** In the decoder's buffer, the next byte to be delivered. */
    private int next;

    private IOException failure;

    DecodingInputStream(ByteDecoder decoder) {
        this.decoder = decoder;
        this.next = decoder.to();
    }

    /**
     * Makes the decoder decode, and checks what came.
     *
     * @return whether there is more; none may have come yet
     */
    abstract boolean advance() throws IOException;

    /** Whether there are bytes to deliver, after decoding if it must be. */
    private boolean hasMore() throws IOException {
        while (next == decoder.to()) {
            boolean more = advanceOrFail();
            next = decoder.from();
            if (!more && next == decoder.to()) {
                return false;
            }
        }
        return true;
    }

    /** Who reads on after a failure gets it again. */
    private boolean advanceOrFail() throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return advance();
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    @Override
    public final int read() throws IOException {
        return hasMore() ? decoder.buffer[next++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int some = Math.min(length, decoder.to() - next);
        System.arraycopy(decoder.buffer, next, into, offset, some);
        next += some;
        return some;
    }

    /** Without a copy between: the decoder's own buffer is written. */
    @Override
    public final long transferTo(OutputStream out) throws IOException {
        long total = 0;
        while (hasMore()) {
            int some = decoder.to() - next;
            out.write(decoder.buffer, next, some);
            next += some;
            total += some;
        }
        return total;
    }

    /** Steps over what was decoded at once, and says how much it is; 0 at the end. */
    final int discardPiece() throws IOException {
        if (!hasMore()) {
            return 0;
        }
        int some = decoder.to() - next;
        next += some;
        return some;
    }

    @Override
    public final int available() {
        return decoder.to() - next;
    }
}
