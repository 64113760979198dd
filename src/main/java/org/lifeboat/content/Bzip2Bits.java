package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.io.InputStream;

/** bzip2's bits, the highest of each byte first. */
final class Bzip2Bits {

    /** Bits that can be looked at before they are taken. */
    static final int MOST_SEEN = 20;

    private static final int BUFFER = 32 * 1024;
    private static final int BYTES_AHEAD = Long.BYTES - 1;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int limit;

    /** Bits that were read and not taken, from the highest on; zeros behind them. */
    private long held;

    private int count;

    /** In bits, behind those that are held. */
    private long read;

    /**
     * @param in from the byte on that the first bit is in
     * @param position of the first bit
     */
    Bzip2Bits(InputStream in, long position) throws IOException {
        this.in = in;
        this.read = position & -Byte.SIZE;
        take((int) (position % Byte.SIZE));
    }

    /** Of the next bit. */
    long position() {
        return read - count;
    }

    /** Whether nothing follows; between two bytes. */
    boolean isAtEnd() throws IOException {
        fill();
        return count == 0;
    }

    /** Leaves what is left of a byte. */
    void align() throws IOException {
        take(count % Byte.SIZE);
    }

    /** The next bits as the lowest ones; zeros stand for those behind the end. */
    int see() throws IOException {
        if (count < MOST_SEEN) {
            fill();
        }
        return (int) (held >>> Long.SIZE - MOST_SEEN);
    }

    /**
     * @param bits from 0 to 32
     * @throws ProblemException if there are not so many
     */
    int take(int bits) throws IOException {
        if (count < bits) {
            fill();
            if (count < bits) {
                throw new ProblemException(new StreamProblem.EndsEarly());
            }
        }
        // Two steps: a shift by 64 would be none.
        int value = (int) (held >>> 1 >>> Long.SIZE - 1 - bits);
        held <<= bits;
        count -= bits;
        return value;
    }

    private void fill() throws IOException {
        while (count <= BYTES_AHEAD * Byte.SIZE) {
            if (next == limit) {
                limit = Math.max(0, in.read(buffer, 0, BUFFER));
                next = 0;
                if (limit == 0) {
                    return;
                }
            }
            held |= (buffer[next++] & 0xffL) << Long.SIZE - Byte.SIZE - count;
            count += Byte.SIZE;
            read += Byte.SIZE;
        }
    }
}
