package org.lifeboat.restore.salvage;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * bzip2's blocks begin with 48 bits of their own at any bit, hold at most 900,000 bytes, and do not
 * refer to each other: each is made a stream of its own. Of pbzip2 and lbzip2 likewise.
 */
final class Bzip2Resumption implements Resumption {

    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;
    private static final int MAGIC_BITS = 48;

    /** Bits: the magic, then the block's CRC-32. */
    private static final int CRC_AT = MAGIC_BITS;

    /** "BZh9": the largest block size takes blocks of every size. */
    private static final byte[] HEADER = {'B', 'Z', 'h', '9'};

    /** Bytes; no block takes more: 900,000 bytes of random data, tables and all, take 910,000. */
    private static final int LARGEST_BLOCK = 1 << 20;

    private static final int READ = 64 * 1024;

    @Override
    public void decode(InputStream compressed, boolean hasEnd, PieceSink pieces)
            throws IOException {
        new Run(compressed, pieces).run(hasEnd);
    }

    /** One run of compressed bytes, held from the begin of the current block on. */
    private static final class Run {
        private final InputStream in;
        private final PieceSink pieces;
        private byte[] held = new byte[2 * LARGEST_BLOCK];
        private int length;

        /** Bytes before {@code held[0]}. */
        private long dropped;

        /** The bit in {@link #held} at which the current block's magic begins, or -1. */
        private long block = -1;

        private long searched;
        private boolean isOpen;

        /** Whether the current block could not be decoded up to what looked like its end. */
        private boolean isBroken;

        private Run(InputStream in, PieceSink pieces) {
            this.in = in;
            this.pieces = pieces;
        }

        private void run(boolean hasEnd) throws IOException {
            boolean endsHere = false;
            while (true) {
                long magic = nextMagic();
                if (magic < 0) {
                    if (!fill()) {
                        break;
                    }
                    continue;
                }
                boolean isBlock = bits(magic, MAGIC_BITS) == BLOCK;
                if (block >= 0 && !decodeBlock(magic)) {
                    continue;
                }
                block = isBlock ? magic : -1;
                endsHere = !isBlock;
                searched = magic + MAGIC_BITS;
            }
            if (isOpen) {
                pieces.end(end(endsHere).in(hasEnd));
            }
        }

        /** Of the last piece, where nothing is left to be read. */
        private PieceEnd end(boolean endsHere) {
            if (isBroken) {
                return PieceEnd.FAULT;
            }
            if (!endsHere) {
                return PieceEnd.CUT;
            }
            return length - (searched + 7) / 8 <= Integer.BYTES + 1
                    ? PieceEnd.STREAM
                    : PieceEnd.FAULT;
        }

        /** The bit at which the next magic of either kind begins, or -1 if more has to be read. */
        private long nextMagic() {
            long last = (long) length * 8 - MAGIC_BITS;
            while (searched <= last) {
                int at = (int) (searched >>> 3);
                if (at + 7 > length) {
                    // The last bytes: their window of 56 bits is not whole.
                    long window = bits(searched, MAGIC_BITS);
                    if (window == BLOCK || window == END) {
                        return searched;
                    }
                    searched++;
                    continue;
                }
                long window = 0;
                for (int i = 0; i < 7; i++) {
                    window = window << 8 | held[at + i] & 0xff;
                }
                for (int bit = (int) (searched & 7); bit < 8 && searched <= last; bit++) {
                    long candidate = window >>> 8 - bit & (1L << MAGIC_BITS) - 1;
                    if (candidate == BLOCK || candidate == END) {
                        return searched;
                    }
                    searched++;
                }
            }
            return -1;
        }

        /**
         * @return false if these bits were no end of a block but content, so that it goes on
         */
        private boolean decodeBlock(long end) throws IOException {
            byte[] plain;
            try (InputStream one =
                    new BZip2CompressorInputStream(new ByteArrayInputStream(stream(end)))) {
                plain = one.readAllBytes();
            } catch (IOException | RuntimeException damaged) {
                if (end - block < LARGEST_BLOCK * 8L) {
                    isBroken = true;
                    searched = end + 1;
                    return false;
                }
                close();
                return true;
            }
            isBroken = false;
            if (!isOpen) {
                pieces.begin(dropped * 8 + block);
                isOpen = true;
            }
            pieces.known(plain, 0, plain.length);
            return true;
        }

        private void close() throws IOException {
            if (isOpen) {
                pieces.end(PieceEnd.FAULT);
                isOpen = false;
            }
            isBroken = false;
        }

        /** The current block up to a bit, as a stream of one block. */
        private byte[] stream(long end) {
            long bitCount = end - block;
            byte[] stream = new byte[HEADER.length + (int) (bitCount / 8) + 16];
            System.arraycopy(HEADER, 0, stream, 0, HEADER.length);
            long at = HEADER.length * 8L;
            long from = block;
            for (; from + 32 <= end; from += 32, at += 32) {
                put(stream, at, bits(from, 32), 32);
            }
            put(stream, at, bits(from, (int) (end - from)), (int) (end - from));
            at += end - from;
            put(stream, at, END, MAGIC_BITS);
            // The CRC of a stream of one block is the block's.
            put(stream, at + MAGIC_BITS, bits(block + CRC_AT, 32), 32);
            return Arrays.copyOf(stream, (int) ((at + MAGIC_BITS + 32 + 7) / 8));
        }

        private static void put(byte[] into, long at, long bits, int count) {
            for (int i = 0; i < count; ) {
                int inByte = (int) (at + i & 7);
                int take = Math.min(8 - inByte, count - i);
                int piece = (int) (bits >>> count - i - take & (1 << take) - 1);
                into[(int) (at + i >>> 3)] |= (byte) (piece << 8 - inByte - take);
                i += take;
            }
        }

        /**
         * @param count at most 56; bits beyond the end are zeros
         */
        private long bits(long at, int count) {
            long value = 0;
            int first = (int) (at >>> 3);
            for (int i = 0; i < 8; i++) {
                value = value << 8 | (first + i < length ? held[first + i] & 0xff : 0);
            }
            return value << (at & 7) >>> 64 - count;
        }

        /** Reads on, and forgets what is before the current block. */
        private boolean fill() throws IOException {
            if (block >= 0 && searched - block > LARGEST_BLOCK * 8L) {
                // It never ended: it was no block.
                close();
                block = -1;
            }
            int keep = (int) ((block >= 0 ? block : searched) >>> 3);
            System.arraycopy(held, keep, held, 0, length - keep);
            length -= keep;
            dropped += keep;
            searched -= keep * 8L;
            block -= block >= 0 ? keep * 8L : 0;
            if (length + READ > held.length) {
                held = Arrays.copyOf(held, held.length * 2);
            }
            int count = in.read(held, length, READ);
            if (count < 0) {
                return false;
            }
            length += count;
            return true;
        }
    }
}
