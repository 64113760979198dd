package org.lifeboat.deflate;

import java.util.Arrays;

/**
 * One of a block's Huffman codes (RFC 1951, 3.2.2) as a table: the next bits are looked up, as many
 * as the table's width, and longer codes lead to a second table behind the first.
 *
 * <p>An entry is an {@code int}, made so that a shift by it consumes what it stands for:
 *
 * <pre>
 * bit 31      a literal
 * bits 16-30  the literal, the first length or distance, or where the second table begins
 * bit 15      something rare: bit 14 a second table, bit 13 the end of the block, else no code
 * bits 8-11   bits of the code without the extra ones, or the second table's width
 * bits 0-5    bits to consume, the extra ones included
 * </pre>
 */
final class PrefixCode {

    static final int LITERAL = 1 << 31;
    static final int RARE = 1 << 15;
    static final int SECOND_TABLE = 1 << 14;
    static final int END_OF_BLOCK = 1 << 13;

    static final int LONGEST = 15;

    /** One bit of a code, in both of an entry's counts. */
    private static final int ONE_BIT = 0x101;

    private final Alphabet alphabet;
    private final int width;
    private final int[] entries;

    /** As large as any set of lengths can make it; looked up with the width's bits. */
    final int[] table;

    private final int[] countOf = new int[LONGEST + 1];
    private final int[] next = new int[LONGEST + 1];
    private final short[] sorted;

    PrefixCode(Alphabet alphabet) {
        this.alphabet = alphabet;
        this.width = alphabet.width();
        this.entries = alphabet.entries();
        this.table = new int[alphabet.largestTable()];
        this.sorted = new short[alphabet.symbols()];
    }

    /**
     * @param lengths one a symbol, in bits; 0 for one that is not used
     * @return whether the lengths make a code: a whole one, or where the alphabet allows it none or
     *     a single one of one bit
     */
    boolean define(byte[] lengths, int from, int symbols) {
        Arrays.fill(countOf, 0);
        for (int i = 0; i < symbols; i++) {
            countOf[lengths[from + i]]++;
        }
        int longest = LONGEST;
        while (longest > 0 && countOf[longest] == 0) {
            longest--;
        }
        int free = 1;
        for (int length = 1; length <= longest; length++) {
            free = (free << 1) - countOf[length];
            if (free < 0) {
                return false;
            }
        }
        boolean whole = longest > 0 && free == 0;
        if (!whole && (longest > 1 || !alphabet.mayBeIncomplete())) {
            return false;
        }
        sort(lengths, from, symbols);
        if (whole) {
            fill(longest);
        } else {
            fillIncomplete(longest);
        }
        return true;
    }

    /** By length, then by symbol. */
    private void sort(byte[] lengths, int from, int symbols) {
        next[1] = 0;
        for (int length = 1; length < LONGEST; length++) {
            next[length + 1] = next[length] + countOf[length];
        }
        for (int symbol = 0; symbol < symbols; symbol++) {
            int length = lengths[from + symbol];
            if (length != 0) {
                sorted[next[length]++] = (short) symbol;
            }
        }
    }

    private void fillIncomplete(int longest) {
        Arrays.fill(table, 0, 1 << width, RARE + ONE_BIT);
        if (longest == 1) {
            int entry = entries[sorted[0]] + ONE_BIT;
            for (int i = 0; i < 1 << width; i += 2) {
                table[i] = entry;
            }
        }
    }

    /**
     * Codes are counted up with their first bit lowest, as they are in the stream. The table is
     * that of codes of one length, and is doubled for the next length.
     */
    private void fill(int longest) {
        int code = 0;
        int at = 0;
        int size = 1;
        for (int length = 1; length <= width; length++) {
            System.arraycopy(table, 0, table, size, size);
            size <<= 1;
            for (int i = countOf[length]; i > 0; i--) {
                table[code] = entries[sorted[at++]] + length * ONE_BIT;
                code = following(code, length);
            }
        }
        if (longest > width) {
            fillSecondTables(code, at, longest);
        }
    }

    private void fillSecondTables(int firstCode, int firstAt, int longest) {
        int code = firstCode;
        int at = firstAt;
        int end = 1 << width;
        int start = 0;
        int prefix = -1;
        for (int length = width + 1; length <= longest; length++) {
            for (int left = countOf[length]; left > 0; left--) {
                if ((code & (1 << width) - 1) != prefix) {
                    prefix = code & (1 << width) - 1;
                    start = end;
                    int bits = secondWidth(length, left);
                    end = start + (1 << bits);
                    table[prefix] = start << 16 | RARE | SECOND_TABLE | bits << 8 | width;
                }
                int entry = entries[sorted[at++]] + (length - width) * ONE_BIT;
                for (int i = start + (code >>> width); i < end; i += 1 << length - width) {
                    table[i] = entry;
                }
                code = following(code, length);
            }
        }
    }

    /** Wide enough for all codes with this prefix: as many as fill it follow each other. */
    private int secondWidth(int length, int left) {
        int bits = length - width;
        int filled = left;
        while (filled < 1 << bits) {
            bits++;
            filled = (filled << 1) + countOf[width + bits];
        }
        return bits;
    }

    /** The next code of this length; after the last one, any. */
    private static int following(int code, int length) {
        int highestZero = Integer.highestOneBit(code ^ (1 << length) - 1);
        return code & highestZero - 1 | highestZero;
    }
}
