package org.lifeboat.deflate;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compressed bytes as bits, the lowest of a byte first (RFC 1951, 3.1.1).
 *
 * <p>Behind the end of the input there are zero bits, so that codes can be looked up without asking
 * how many bits are left. Who has taken some asks {@link #checkNotOverrun} then.
 */
final class BitInput {

    /** A long at a byte. Only this and the loop read compressed bytes by eight. */
    static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What one step may read: three refills of eight bytes, each seven bytes on at most. */
    static final int STEP = 24;

    private static final int USUAL_CAPACITY = 64 * 1024;

    /** As many bytes as {@link #bits} may hold, which {@link #alignToByte} gives back. */
    private static final int BEHIND = 8;

    private final InputStream in;

    /** Real bytes up to {@link #limit}; when the input has ended, zeros for a step follow. */
    final byte[] buffer;

    /** Of the next byte that has not gone to {@link #bits}. */
    int position;

    int limit;

    /**
     * The next bits, the first one lowest. There may be more than {@link #count}: those are the
     * same that the next refill brings.
     */
    long bits;

    /** 0 to 63. */
    int count;

    /** Where the buffer's first byte is in the whole of the compressed data, in bytes. */
    private long base;

    private boolean ended;

    /**
     * @param in from the byte in which the position is
     * @param bitPosition of the first bit to be read, from the beginning of the compressed data
     */
    BitInput(InputStream in, long bitPosition) throws IOException {
        this(in, bitPosition, USUAL_CAPACITY);
    }

    /**
     * @param capacity how many bytes are read at once; more than a step
     */
    BitInput(InputStream in, long bitPosition, int capacity) throws IOException {
        this.in = in;
        this.buffer = new byte[BEHIND + capacity + STEP];
        this.base = bitPosition >>> 3;
        if ((bitPosition & 7) != 0) {
            take((int) bitPosition & 7);
        }
    }

    long bitPosition() {
        return (base + position) * 8 - count;
    }

    /** Whether a step may be made without asking for more. */
    boolean hasStep() {
        return position <= limit - STEP;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Reads until there is enough for a step or the input ends. */
    void fill() throws IOException {
        if (ended || hasStep()) {
            return;
        }
        int kept = Math.min(position, BEHIND);
        int from = position - kept;
        System.arraycopy(buffer, from, buffer, 0, limit - from);
        base += from;
        limit -= from;
        position = kept;
        while (!hasStep()) {
            int read = in.read(buffer, limit, buffer.length - STEP - limit);
            if (read < 0) {
                ended = true;
                Arrays.fill(buffer, limit, limit + STEP, (byte) 0);
                return;
            }
            limit += read;
        }
    }

    /** At least 56 bits, zeros behind the end. */
    void refill() throws IOException {
        if (!hasStep()) {
            fill();
        }
        bits |= (long) LONG.get(buffer, position) << count;
        position += (63 - count) >>> 3;
        count |= 56;
    }

    void consume(int bitCount) {
        bits >>>= bitCount;
        count -= bitCount;
    }

    /**
     * @throws DeflateException if bits behind the end were taken
     */
    void checkNotOverrun() throws DeflateException {
        if (position > limit && (position - limit) * 8 > count) {
            throw new DeflateException(Fault.TRUNCATED, (base + limit) * 8);
        }
    }

    /**
     * @param bitCount 0 to 32
     */
    int take(int bitCount) throws IOException {
        refill();
        int value = (int) (bits & (1L << bitCount) - 1);
        consume(bitCount);
        checkNotOverrun();
        return value;
    }

    /** Steps over what is left of a byte, and gives whole bytes back to the buffer. */
    void alignToByte() {
        position -= count >>> 3;
        bits = 0;
        count = 0;
    }

    /** After {@link #alignToByte}: whether there is another byte. */
    boolean hasByte() throws IOException {
        if (position >= limit) {
            fill();
        }
        return position < limit;
    }

    /** After {@link #alignToByte}: the next byte, or -1 at the end. */
    int readByte() throws IOException {
        return hasByte() ? buffer[position++] & 0xff : -1;
    }

    /** After {@link #alignToByte}: some of the next bytes, as {@link InputStream#read}. */
    int readBytes(byte[] into, int offset, int length) throws IOException {
        if (!hasByte()) {
            return -1;
        }
        int some = Math.min(length, limit - position);
        System.arraycopy(buffer, position, into, offset, some);
        position += some;
        return some;
    }

    DeflateException fault(Fault fault) {
        return new DeflateException(fault, bitPosition());
    }
}
