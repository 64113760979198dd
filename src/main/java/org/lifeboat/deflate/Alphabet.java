package org.lifeboat.deflate;

/**
 * What the codes of a block stand for (RFC 1951, 3.2.5 and 3.2.7), as entries of a {@link
 * PrefixCode}'s table that lack the code's length.
 */
enum Alphabet {
    LITERALS_AND_LENGTHS(288, 11, 2400, true) {
        @Override
        int entryOf(int symbol) {
            if (symbol < 256) {
                return PrefixCode.LITERAL | symbol << 16;
            }
            if (symbol == 256) {
                return PrefixCode.RARE | PrefixCode.END_OF_BLOCK;
            }
            if (symbol >= 286) {
                return PrefixCode.RARE;
            }
            if (symbol == 285) {
                return 258 << 16;
            }
            int number = symbol - 257;
            int extra = number < 8 ? 0 : number / 4 - 1;
            int first = number < 8 ? 3 + number : 3 + (4 + number % 4 << extra);
            return first << 16 | extra;
        }
    },

    DISTANCES(32, 9, 700, true) {
        @Override
        int entryOf(int symbol) {
            if (symbol >= 30) {
                return PrefixCode.RARE;
            }
            int extra = symbol < 4 ? 0 : symbol / 2 - 1;
            int first = symbol < 4 ? 1 + symbol : 1 + (2 + symbol % 2 << extra);
            return first << 16 | extra;
        }
    },

    /** The lengths of the other two, and their repetitions. */
    CODE_LENGTHS(19, 7, 1 << 7, false) {
        @Override
        int entryOf(int symbol) {
            return symbol << 16;
        }
    };

    private final int width;
    private final int largestTable;
    private final boolean mayBeIncomplete;
    private final int[] entries;

    /**
     * @param largestTable at least what the worst set of lengths needs, second tables included; for
     *     286 symbols in 11 bits that is 2,340, for 30 in 9 it is 592 (zlib's program "enough")
     */
    Alphabet(int symbols, int width, int largestTable, boolean mayBeIncomplete) {
        this.width = width;
        this.largestTable = largestTable;
        this.mayBeIncomplete = mayBeIncomplete;
        this.entries = new int[symbols];
        for (int symbol = 0; symbol < symbols; symbol++) {
            entries[symbol] = entryOf(symbol);
        }
    }

    abstract int entryOf(int symbol);

    /** One a symbol. To be read only. */
    int[] entries() {
        return entries;
    }

    int symbols() {
        return entries.length;
    }

    /** Bits that the first table is looked up with. */
    int width() {
        return width;
    }

    int largestTable() {
        return largestTable;
    }

    /** Whether no code, or a single one of one bit, is allowed. Zlib allows it for these two. */
    boolean mayBeIncomplete() {
        return mayBeIncomplete;
    }
}
