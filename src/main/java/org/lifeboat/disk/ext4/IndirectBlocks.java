package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Optional;

/**
 * The block map of ext2 and ext3: twelve blocks, then blocks of block numbers, up to three levels
 * of them. A zero on any level is a hole of all that is below it.
 */
final class IndirectBlocks implements BlockRuns {

    private static final int DIRECT = 12;
    private static final int LEVELS = 3;
    private static final long LONGEST_RUN = 1 << 16;

    private final Inode inode;
    private final Blocks blocks;
    private final long end;
    private final long perBlock;
    private final byte[][] loaded = new byte[LEVELS + 1][];
    private final long[] loadedNumber = new long[LEVELS + 1];
    private long loads;
    private long at;
    private FileState state = FileState.WHOLE;

    /**
     * @param end the number of blocks the file's size asks for
     */
    IndirectBlocks(Inode inode, Blocks blocks, long end) {
        this.inode = inode;
        this.blocks = blocks;
        this.perBlock = blocks.blockSize() / 4;
        long most = DIRECT + perBlock + perBlock * perBlock + perBlock * perBlock * perBlock;
        this.end = Math.min(end, most);
    }

    @Override
    public Integrity integrity() {
        return Integrity.GOOD;
    }

    @Override
    public FileState state() {
        return state;
    }

    @Override
    public Optional<BlockRun> next() throws IOException {
        while (at < end) {
            Place first = place(at);
            if (first.block() == BlockRun.LOST) {
                long start = at;
                at = Math.min(end, at + first.span());
                return Optional.of(new BlockRun(start, at - start, BlockRun.LOST));
            }
            if (first.block() != 0) {
                return Optional.of(run(first.block()));
            }
            at += first.span();
        }
        return Optional.empty();
    }

    private BlockRun run(long first) throws IOException {
        long start = at;
        long count = 1;
        while (count < LONGEST_RUN
                && start + count < end
                && place(start + count).block() == first + count) {
            count++;
        }
        blocks.checkInside(first, count);
        at = start + count;
        return new BlockRun(start, count, first);
    }

    /**
     * A block's number, or 0 or {@link BlockRun#LOST} and how many blocks from the wanted one on
     * are in the hole or lost.
     */
    private record Place(long block, long span) {}

    private Place place(long logical) throws IOException {
        if (logical < DIRECT) {
            return new Place(root((int) logical), 1);
        }
        long rest = logical - DIRECT;
        int level = 1;
        long span = perBlock;
        while (rest >= span) {
            rest -= span;
            span *= perBlock;
            level++;
        }
        long block = root(DIRECT + level - 1);
        for (int depth = level; depth > 0; depth--) {
            if (block == 0) {
                return new Place(0, span - rest % span);
            }
            if (isLost(block)) {
                return new Place(BlockRun.LOST, span - rest % span);
            }
            byte[] numbers = load(depth, block, level);
            span /= perBlock;
            block = Bytes.u32(numbers, (int) (rest / span % perBlock) * 4);
        }
        return new Place(block, 1);
    }

    private boolean isLost(long block) throws ProblemException {
        if (blocks.isWhole()) {
            return false;
        }
        blocks.checkInside(block, 1);
        FileState there = blocks.state(block * blocks.blockSize(), blocks.blockSize());
        state = state.worse(there);
        return there == FileState.DAMAGED;
    }

    private long root(int index) {
        return Bytes.u32(inode.bytes(), Inode.BLOCK_MAP + index * 4);
    }

    private byte[] load(int depth, long number, int level) throws IOException {
        if (loadedNumber[depth] != number) {
            for (int above = depth + 1; above <= level; above++) {
                check(loadedNumber[above] != number);
            }
            // More than there are: the same ones again and again.
            check(++loads <= blocks.count());
            loaded[depth] = blocks.block(number);
            loadedNumber[depth] = number;
        }
        return loaded[depth];
    }

    private void check(boolean sensible) throws ProblemException {
        if (!sensible) {
            throw new ProblemException(new DiskProblem.BlockMapDamaged(inode.number()));
        }
    }
}
