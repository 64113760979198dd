package org.lifeboat.content;

import java.io.IOException;
import java.util.Arrays;

/** One of the prefix codes of a bzip2 block. */
final class Bzip2Code {

    /** In bits. */
    static final int LONGEST = Bzip2Bits.MOST_SEEN;

    /** Bytes, two symbols for runs and one for the end, less one byte that no symbol needs. */
    static final int MOST_SYMBOLS = 258;

    /** Bits of a code that are looked up at once. */
    private static final int FAST = 10;

    private static final int LENGTH_BITS = 5;

    /** For each beginning: a symbol, and in the lowest bits the length of its code; else 0. */
    private final short[] fast = new short[1 << FAST];

    /** For each length: behind its last code, as bits from the highest on. */
    private final int[] ends = new int[LONGEST + 1];

    /** For each length: what is added to a code to find its symbol. */
    private final int[] offsets = new int[LONGEST + 1];

    private final short[] symbols = new short[MOST_SYMBOLS];

    /**
     * @param lengths of the symbols' codes, from 1 to {@link #LONGEST}
     * @return false if there are no such codes
     */
    boolean set(byte[] lengths, int count) {
        Arrays.fill(fast, (short) 0);
        int code = 0;
        int sorted = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code <<= 1;
            offsets[length] = sorted - code;
            for (int symbol = 0; symbol < count; symbol++) {
                if (lengths[symbol] == length) {
                    if (code >>> length != 0) {
                        return false;
                    }
                    symbols[sorted++] = (short) symbol;
                    enter(symbol, code++, length);
                }
            }
            ends[length] = code << LONGEST - length;
        }
        return true;
    }

    private void enter(int symbol, int code, int length) {
        if (length <= FAST) {
            int first = code << FAST - length;
            Arrays.fill(
                    fast,
                    first,
                    first + (1 << FAST - length),
                    (short) (symbol << LENGTH_BITS | length));
        }
    }

    /** The next symbol, or -1 if these bits are no code. */
    int next(Bzip2Bits bits) throws IOException {
        int seen = bits.see();
        int known = fast[seen >>> LONGEST - FAST];
        if (known != 0) {
            bits.take(known & (1 << LENGTH_BITS) - 1);
            return known >>> LENGTH_BITS;
        }
        for (int length = FAST + 1; length <= LONGEST; length++) {
            if (seen < ends[length]) {
                bits.take(length);
                return symbols[offsets[length] + (seen >>> LONGEST - length)];
            }
        }
        return -1;
    }
}
