package org.lifeboat.deflate;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Finds the next block in the middle of a gzip file, of which something before is lost.
 *
 * <p>The source has to end where the data is known to be bad, or where the file does. A place that
 * looks like a block's header is confirmed by decoding what follows, for 16 MiB or to the source's
 * end: what only looks like a block is refuted soon, and a gzip file that lies in a stored block is
 * refuted where that block ends.
 *
 * <p>A dynamic or a stored block is found, a fixed one is not, for it has no header to tell it by.
 * A stored block is found at the last of the bits at which it may begin.
 */
public final class BlockFinder {

    /** Decoding in vain may cost so many times what has been searched... */
    private static final int EFFORT = 16;

    /** ...and this, in bytes. */
    private static final long EFFORT_AT_FIRST = 64L << 20;

    /** Only saves work, so it may forget. */
    private static final int MOST_REMEMBERED = 1 << 16;

    private final ByteSource source;
    private final HeaderScan scan;

    /** Where blocks begin that led to nothing: what leads there leads to nothing, too. */
    private final Set<Long> refuted = new HashSet<>();

    public BlockFinder(ByteSource source) {
        this(source, () -> false);
    }

    /**
     * @param isStopWished asked before each reading of the source, so many times a second; once it
     *     is true, searching ends by a {@link CancellationException}
     */
    public BlockFinder(ByteSource source, BooleanSupplier isStopWished) {
        this.source = stoppable(source, isStopWished);
        this.scan = new HeaderScan(this.source);
    }

    /** All work is done on what is read piece by piece, be it scanning or decoding. */
    private static ByteSource stoppable(ByteSource source, BooleanSupplier isStopWished) {
        return new ByteSource() {
            @Override
            public long size() {
                return source.size();
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) throws IOException {
                if (isStopWished.getAsBoolean()) {
                    throw new CancellationException();
                }
                return source.read(position, into, offset, length);
            }
        };
    }

    /**
     * The first bit in a range at which a block begins. What was refuted is remembered for the next
     * call. The work grows with the range only: when decoding in vain has cost too much, places
     * that were decoded already are not searched again.
     *
     * @throws IOException if the source cannot be read
     * @throws CancellationException if it is to stop
     */
    public OptionalLong next(long fromBit, long toBit) throws IOException {
        long effort = 0;
        long bit = scan.next(fromBit, toBit);
        while (bit != HeaderScan.NONE) {
            if (!refuted.contains(bit)) {
                Trial trial = new Trial(source, refuted, bit);
                if (trial.run()) {
                    return OptionalLong.of(bit);
                }
                effort += trial.effort();
                remember(trial.blocks());
                if (effort > EFFORT_AT_FIRST + (bit - fromBit) / 8 * EFFORT) {
                    bit = Math.max(bit, trial.end() - 1);
                }
            }
            bit = scan.next(bit + 1, toBit);
        }
        return OptionalLong.empty();
    }

    private void remember(List<Long> blocks) {
        if (refuted.size() > MOST_REMEMBERED) {
            refuted.clear();
        }
        refuted.addAll(blocks);
    }
}
