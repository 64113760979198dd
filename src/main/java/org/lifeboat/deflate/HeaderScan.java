package org.lifeboat.deflate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where a block may begin, judged by its header alone: a dynamic block's, whose codes are whole, or
 * a stored block's, whose length stands there with its complement. A fixed block has nothing that
 * could be told.
 */
final class HeaderScan {

    static final long NONE = -1;

    /** Type, counts, code lengths at their longest: 3 + 14 + 19 * 3 + 316 * (7 + 7) bits. */
    private static final int LONGEST_HEADER = 576;

    private static final int PIECE = 64 * 1024;

    private static final int TYPE_DYNAMIC = 2;

    /** Type, and how many of each code. */
    private static final int COUNTS = 17;

    private static final int WHOLE_CODE = 1 << 7;

    /** What four code lengths of three bits take of a whole code. */
    private static final short[] SHARES = shares();

    private final ByteSource source;
    private final byte[] piece = new byte[PIECE + Long.BYTES];

    /** Of the piece, in the source. */
    private long start;

    private int length;

    HeaderScan(ByteSource source) {
        this.source = source;
    }

    private static short[] shares() {
        short[] shares = new short[1 << 12];
        for (int i = 0; i < shares.length; i++) {
            for (int bit = 0; bit < 12; bit += 3) {
                int codeLength = i >>> bit & 7;
                shares[i] += (short) (codeLength == 0 ? 0 : WHOLE_CODE >>> codeLength);
            }
        }
        return shares;
    }

    /** The first bit in a range at which a block may begin, or {@link #NONE}. */
    long next(long fromBit, long toBit) throws IOException {
        for (long bit = fromBit; bit < toBit; bit++) {
            if (bit >>> 3 < start || (bit >>> 3) + LONGEST_HEADER >= start + length) {
                load(bit >>> 3);
                if (length == 0) {
                    return NONE;
                }
            }
            // As far as this piece goes; the last one goes to the source's end.
            int last = length < PIECE ? length : length - LONGEST_HEADER;
            long end = Math.min(toBit, (start + last) * 8);
            int found = find((int) (bit - start * 8), (int) (end - start * 8));
            if (found >= 0) {
                return start * 8 + found;
            }
            bit = end - 1;
        }
        return NONE;
    }

    private void load(long position) throws IOException {
        start = position;
        length = 0;
        while (length < PIECE && start + length < source.size()) {
            int read = source.read(start + length, piece, length, PIECE - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        Arrays.fill(piece, length, piece.length, (byte) 0);
    }

    private int find(int from, int to) {
        for (int bit = from; bit < to; bit++) {
            long word = (long) BitInput.LONG.get(piece, bit >>> 3) >>> (bit & 7);
            int type = (int) (word >>> 1) & 3;
            if (type == TYPE_DYNAMIC ? mayBeDynamic(bit, word) : type == 0 && isStored(bit, word)) {
                return bit;
            }
        }
        return -1;
    }

    private boolean mayBeDynamic(int bit, long word) {
        int literals = (int) (word >>> 3 & 31) + 257;
        int distances = (int) (word >>> 8 & 31) + 1;
        if (literals > DynamicCodes.MOST_LITERALS || distances > DynamicCodes.MOST_DISTANCES) {
            return false;
        }
        int codeLengths = (int) (word >>> 13 & 15) + 4;
        int at = bit + COUNTS;
        if (at >>> 3 >= length) {
            return false;
        }
        long lengths = (long) BitInput.LONG.get(piece, at >>> 3) >>> (at & 7);
        lengths &= (1L << codeLengths * 3) - 1;
        int share = 0;
        for (; lengths != 0; lengths >>>= 12) {
            share += SHARES[(int) lengths & 0xfff];
        }
        return share == WHOLE_CODE && hasWholeCodes(bit);
    }

    private boolean hasWholeCodes(int bit) {
        int from = bit >>> 3;
        int count = Math.min(LONGEST_HEADER, length - from);
        try {
            ByteArrayInputStream header = new ByteArrayInputStream(piece, from, count);
            new Blocks(new BitInput(header, bit & 7, LONGEST_HEADER)).begin();
            return true;
        } catch (IOException impossible) {
            return false;
        }
    }

    /**
     * Whether the bits up to the byte's end are zeros (as all encoders write them) that cannot be a
     * bit shorter, or the last block's mark and zeros; and the lengths follow.
     */
    private boolean isStored(int bit, long word) {
        int header = 8 - (bit & 7);
        boolean isLast = (word & 1) != 0;
        if (header < 3) {
            header += 8;
        }
        long zeros = word & (1L << header) - 2;
        if (zeros != 0 || !isLast && header != 3) {
            return false;
        }
        int at = bit + header >>> 3;
        if (at + 4 > length) {
            return false;
        }
        int lengths = (int) (long) BitInput.LONG.get(piece, at);
        return ((lengths ^ lengths >>> 16) & 0xffff) == 0xffff;
    }
}
