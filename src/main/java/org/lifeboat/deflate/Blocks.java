package org.lifeboat.deflate;

import java.io.IOException;

/**
 * Where a decoder is in a stream of blocks (RFC 1951, 3.2.3): what both decoders, that of bytes and
 * that of bytes and markers, have in common.
 */
final class Blocks {

    enum Place {
        /** Between two blocks, or before the first. */
        BLOCK_BEGIN,
        STORED,
        CODED,
        /** Behind the last block. */
        END
    }

    /** What {@link #symbol} gives at a block's end. */
    static final int END_OF_BLOCK = -1;

    private static final int LITERAL_MASK = (1 << Alphabet.LITERALS_AND_LENGTHS.width()) - 1;
    private static final int DISTANCE_MASK = (1 << Alphabet.DISTANCES.width()) - 1;

    final BitInput input;
    private final DynamicCodes dynamic;
    Place place = Place.BLOCK_BEGIN;
    PrefixCode literals = FixedCodes.LITERALS;
    PrefixCode distances = FixedCodes.DISTANCES;

    /** Bytes that are left of a stored block. */
    int storedLeft;

    private boolean last;

    Blocks(BitInput input) {
        this.input = input;
        this.dynamic = new DynamicCodes(input);
    }

    /** Another stream begins where the input is. */
    void restart() {
        place = Place.BLOCK_BEGIN;
        last = false;
    }

    /** Reads a block's header. */
    void begin() throws IOException {
        last = input.take(1) != 0;
        switch (input.take(2)) {
            case 0 -> beginStored();
            case 1 -> beginCoded(FixedCodes.LITERALS, FixedCodes.DISTANCES);
            case 2 -> {
                dynamic.read();
                beginCoded(dynamic.literals, dynamic.distances);
            }
            default -> throw input.fault(Fault.BLOCK_TYPE);
        }
    }

    private void beginCoded(PrefixCode literals, PrefixCode distances) {
        this.literals = literals;
        this.distances = distances;
        place = Place.CODED;
    }

    private void beginStored() throws IOException {
        input.take(-(int) input.bitPosition() & 7);
        int length = input.take(16);
        if ((length ^ input.take(16)) != 0xffff) {
            throw input.fault(Fault.STORED_LENGTH);
        }
        input.alignToByte();
        storedLeft = length;
        place = Place.STORED;
        endStoredIfDone();
    }

    /** Some bytes of a stored block, at least one. */
    int readStored(byte[] into, int offset, int length) throws IOException {
        int read = input.readBytes(into, offset, Math.min(length, storedLeft));
        if (read < 0) {
            throw input.fault(Fault.TRUNCATED);
        }
        storedLeft -= read;
        endStoredIfDone();
        return read;
    }

    private void endStoredIfDone() {
        if (storedLeft == 0) {
            endBlock();
        }
    }

    void endBlock() {
        place = last ? Place.END : Place.BLOCK_BEGIN;
    }

    boolean isInLast() {
        return last;
    }

    /**
     * A coded block's next literal (0 to 255), or length and distance (the length above 16 bits of
     * distance, 1 to 32,768), or {@link #END_OF_BLOCK}.
     */
    int symbol() throws IOException {
        input.refill();
        int entry = entry(literals.table, LITERAL_MASK);
        if ((entry & PrefixCode.RARE) != 0 && entry > 0) {
            input.consume(entry & 0x3f);
            input.checkNotOverrun();
            if ((entry & PrefixCode.END_OF_BLOCK) == 0) {
                throw input.fault(Fault.CODE);
            }
            endBlock();
            return END_OF_BLOCK;
        }
        int value = take(entry);
        if (entry < 0) {
            input.checkNotOverrun();
            return value & 0xff;
        }
        input.refill();
        int distanceEntry = entry(distances.table, DISTANCE_MASK);
        int distance = take(distanceEntry);
        input.checkNotOverrun();
        if ((distanceEntry & PrefixCode.RARE) != 0) {
            throw input.fault(Fault.CODE);
        }
        return value << 16 | distance;
    }

    private int entry(int[] table, int mask) {
        int entry = table[(int) input.bits & mask];
        if ((entry & PrefixCode.SECOND_TABLE) != 0) {
            input.consume(entry & 0x3f);
            int width = entry >>> 8 & 0xf;
            return table[(entry >>> 16) + ((int) input.bits & (1 << width) - 1)];
        }
        return entry;
    }

    /** The entry's first value and the extra bits behind the code. */
    private int take(int entry) {
        int all = entry & 0x3f;
        int extra = (int) ((input.bits & (1L << all) - 1) >>> (entry >>> 8 & 0xf));
        input.consume(all);
        return (entry >>> 16) + extra;
    }
}
