package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * What bzip2, pbzip2 or lbzip2 packed, from its beginning or from any block on: blocks do not refer
 * to each other. All checksums are checked.
 */
public final class Bzip2BlockInputStream extends BulkInputStream {

    private static final int BLOCK_HIGH = 0x314159;
    private static final int BLOCK_LOW = 0x265359;
    private static final int END_HIGH = 0x177245;
    private static final int END_LOW = 0x385090;
    private static final int HALF = 24;

    /** "BZh", before the level. */
    private static final int MAGIC = 'B' << 16 | 'Z' << 8 | 'h';

    private final InputStream compressed;
    private final Consumer<Entrance> entrances;
    private final Bzip2Bits bits;
    private final Bzip2Block block;

    private boolean isFirst;
    private boolean isInStream;
    private boolean isInBlock;
    private int level;
    private int crc;
    private boolean isWhole;
    private long output;

    /**
     * Where a block begins.
     *
     * @param bit of its first bit, in the compressed data
     * @param output bytes of output before it
     * @param level of its stream, from 1 to 9
     * @param crc of the blocks before it in its stream
     * @param isWhole whether these are known, so that the stream's own checksum says something
     */
    public record Entrance(long bit, long output, int level, int crc, boolean isWhole) {

        /** Where all that lies before it is lost. */
        public static Entrance behindDamage(long bit, long output) {
            return new Entrance(bit, output, Bzip2Block.MOST_STEPS, 0, false);
        }

        /** Of the byte in which the block begins: from there on the compressed data is needed. */
        public long bytePosition() {
            return bit >>> 3;
        }
    }

    /** Memory to decode blocks in: 3.6 MB. */
    public static int[] newMemory() {
        return new int[Bzip2Block.MOST_STEPS * Bzip2Block.STEP];
    }

    /**
     * @param memory made by {@link #newMemory}; used until this is closed
     * @param entrances is told of each block
     */
    public Bzip2BlockInputStream(InputStream compressed, int[] memory, Consumer<Entrance> entrances)
            throws IOException {
        this(compressed, new Entrance(0, 0, 0, 0, true), memory, entrances);
        isFirst = true;
        isInStream = false;
    }

    private Bzip2BlockInputStream(
            InputStream compressed, Entrance from, int[] memory, Consumer<Entrance> entrances)
            throws IOException {
        this.compressed = compressed;
        this.entrances = entrances;
        this.bits = new Bzip2Bits(compressed, from.bit());
        this.block = new Bzip2Block(memory);
        this.output = from.output();
        this.level = from.level();
        this.crc = from.crc();
        this.isWhole = from.isWhole();
        this.isInStream = true;
    }

    /**
     * The same from a block on.
     *
     * @param compressed from {@link Entrance#bytePosition} on
     */
    public static Bzip2BlockInputStream from(
            Entrance entrance, InputStream compressed, int[] memory, Consumer<Entrance> entrances)
            throws IOException {
        return new Bzip2BlockInputStream(compressed, entrance, memory, entrances);
    }

    /**
     * @throws ProblemException with {@link StreamProblem.CompressionDamaged} or {@link
     *     StreamProblem.EndsEarly}, or with what reading the compressed data throws
     */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (isInBlock || begin()) {
            int count = block.write(into, offset, length);
            output += count;
            if (count < length) {
                crc = Integer.rotateLeft(crc, 1) ^ block.checked();
                isInBlock = false;
            }
            if (count > 0) {
                return count;
            }
        }
        return -1;
    }

    /** Comes to the next block; false at the end of all. */
    private boolean begin() throws IOException {
        while (isInStream || beginStream()) {
            long bit = bits.position();
            int high = bits.take(HALF);
            int low = bits.take(HALF);
            if (high == BLOCK_HIGH && low == BLOCK_LOW) {
                entrances.accept(new Entrance(bit, output, level, crc, isWhole));
                block.read(bits, level * Bzip2Block.STEP);
                isInBlock = true;
                return true;
            }
            boolean isEnd = high == END_HIGH && low == END_LOW;
            if (!isEnd || bits.take(Integer.SIZE) != crc && isWhole) {
                throw Bzip2Block.damaged();
            }
            bits.align();
            isInStream = false;
            isFirst = false;
        }
        return false;
    }

    /** One stream may follow another. */
    private boolean beginStream() throws IOException {
        if (!isFirst && bits.isAtEnd()) {
            return false;
        }
        boolean isKnown = bits.take(HALF) == MAGIC;
        level = bits.take(Byte.SIZE) - '0';
        if (!isKnown || level < 1 || level > Bzip2Block.MOST_STEPS) {
            throw Bzip2Block.damaged();
        }
        crc = 0;
        isWhole = true;
        isInStream = true;
        return true;
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }
}
