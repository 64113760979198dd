package org.lifeboat.deflate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.TreeSet;

/** Where the blocks of a gzip member begin, found by decoding it from its beginning. */
final class TrueBlocks {

    private static final int HEADER = 10;

    private TrueBlocks() {}

    /**
     * The first bits of those that have a header to find them by; of a stored block, the last at
     * which it may begin.
     */
    static TreeSet<Long> of(byte[] gzip) throws IOException {
        TreeSet<Long> begins = new TreeSet<>();
        BitInput input =
                new BitInput(
                        new ByteArrayInputStream(gzip, HEADER, gzip.length - HEADER), HEADER * 8);
        Blocks blocks = new Blocks(input);
        byte[] stored = new byte[1 << 16];
        while (blocks.place != Blocks.Place.END) {
            long begin = input.bitPosition();
            blocks.begin();
            if (blocks.place == Blocks.Place.CODED) {
                if (blocks.literals != FixedCodes.LITERALS) {
                    begins.add(begin);
                }
                while (blocks.symbol() != Blocks.END_OF_BLOCK) {
                    continue;
                }
            } else {
                begins.add(blocks.isInLast() ? begin : (begin + 3 + 7) / 8 * 8 - 3);
                while (blocks.place == Blocks.Place.STORED) {
                    blocks.readStored(stored, 0, stored.length);
                }
            }
        }
        return begins;
    }
}
