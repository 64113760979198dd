package org.lifeboat.deflate;

import java.io.IOException;

/** A dynamic block's own codes (RFC 1951, 3.2.7). */
final class DynamicCodes {

    static final int MOST_LITERALS = 286;
    static final int MOST_DISTANCES = 30;

    private static final int END_OF_BLOCK = 256;

    /** A code and its extra bits. */
    private static final int LONGEST_REPETITION = 7 + 7;

    /** Where the lengths of the code for lengths belong, in their order in the stream. */
    private static final byte[] ORDER = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };

    private final BitInput input;
    private final PrefixCode codeLengths = new PrefixCode(Alphabet.CODE_LENGTHS);
    final PrefixCode literals = new PrefixCode(Alphabet.LITERALS_AND_LENGTHS);
    final PrefixCode distances = new PrefixCode(Alphabet.DISTANCES);
    private final byte[] lengths = new byte[MOST_LITERALS + MOST_DISTANCES];

    DynamicCodes(BitInput input) {
        this.input = input;
    }

    /** Reads them; the block's type has been read. */
    void read() throws IOException {
        int literalCount = input.take(5) + 257;
        int distanceCount = input.take(5) + 1;
        int orderCount = input.take(4) + 4;
        check(literalCount <= MOST_LITERALS && distanceCount <= MOST_DISTANCES);
        readCodeLengths(orderCount);
        readLengths(literalCount + distanceCount);
        check(
                lengths[END_OF_BLOCK] != 0
                        && literals.define(lengths, 0, literalCount)
                        && distances.define(lengths, literalCount, distanceCount));
    }

    private void readCodeLengths(int orderCount) throws IOException {
        byte[] ofLengths = new byte[ORDER.length];
        for (int i = 0; i < orderCount; i++) {
            ofLengths[ORDER[i]] = (byte) input.take(3);
        }
        check(codeLengths.define(ofLengths, 0, ofLengths.length));
    }

    private void readLengths(int total) throws IOException {
        int mask = (1 << Alphabet.CODE_LENGTHS.width()) - 1;
        int known = 0;
        while (known < total) {
            if (input.count < LONGEST_REPETITION) {
                input.refill();
            }
            int entry = codeLengths.table[(int) input.bits & mask];
            input.consume(entry & 0x3f);
            input.checkNotOverrun();
            int symbol = entry >>> 16;
            if (symbol < 16) {
                lengths[known++] = (byte) symbol;
                continue;
            }
            int times =
                    switch (symbol) {
                        case 16 -> 3 + input.take(2);
                        case 17 -> 3 + input.take(3);
                        default -> 11 + input.take(7);
                    };
            check(times <= total - known && (symbol != 16 || known > 0));
            byte repeated = symbol == 16 ? lengths[known - 1] : 0;
            for (int i = 0; i < times; i++) {
                lengths[known++] = repeated;
            }
        }
    }

    private void check(boolean possible) throws DeflateException {
        if (!possible) {
            throw input.fault(Fault.CODE_LENGTHS);
        }
    }
}
