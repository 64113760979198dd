package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * The extent tree of ext4 (Linux, Documentation/filesystems/ext4/ifork.rst). Depth falls and ranges
 * rise on every path, so a hostile tree ends too.
 */
final class ExtentTree implements BlockRuns {

    static final int MAGIC = 0xf30a;
    static final int HEADER = 12;
    static final int ENTRY = 12;

    /** Linux makes none deeper than 5, but e2fsprogs mends and reads deeper ones. */
    static final int MAX_DEPTH = 8;

    static final int LONGEST_WRITTEN = 32768;

    /** Blocks of a file have numbers below this. */
    static final long END = 1L << 32;

    private final Inode inode;
    private final Blocks blocks;
    private final boolean hasChecksums;
    private final Deque<Node> path = new ArrayDeque<>();
    private long end;
    private Integrity integrity = Integrity.GOOD;
    private FileState state = FileState.WHOLE;

    /** One node that is being gone through; all it says lies below the limit. */
    private static final class Node {
        final long block;
        final byte[] bytes;
        final int depth;
        final int entries;
        final long limit;
        int next;

        Node(long block, byte[] bytes, long limit) {
            this.block = block;
            this.bytes = bytes;
            this.limit = limit;
            this.entries = Bytes.u16(bytes, 2);
            this.depth = Bytes.u16(bytes, 6);
        }

        int at(int index) {
            return HEADER + index * ENTRY;
        }
    }

    /**
     * @throws ProblemException if the root makes no sense
     */
    ExtentTree(Inode inode, Blocks blocks, boolean hasChecksums) throws ProblemException {
        this.inode = inode;
        this.blocks = blocks;
        this.hasChecksums = hasChecksums;
        byte[] root =
                Arrays.copyOfRange(
                        inode.bytes(), Inode.BLOCK_MAP, Inode.BLOCK_MAP + Inode.BLOCK_MAP_LENGTH);
        Node node = new Node(0, root, END);
        check(fits(node) && node.depth <= MAX_DEPTH);
        path.push(node);
    }

    @Override
    public Integrity integrity() {
        return integrity;
    }

    @Override
    public FileState state() {
        return state;
    }

    @Override
    public Optional<BlockRun> next() throws IOException {
        while (!path.isEmpty()) {
            Node node = path.peek();
            if (node.next == node.entries) {
                path.pop();
            } else if (node.depth == 0) {
                return Optional.of(extent(node, node.at(node.next++)));
            } else {
                Optional<BlockRun> lost = descend(node, node.next++);
                if (lost.isPresent()) {
                    return lost;
                }
            }
        }
        return Optional.empty();
    }

    private BlockRun extent(Node leaf, int at) throws ProblemException {
        long logical = Bytes.u32(leaf.bytes, at);
        int length = Bytes.u16(leaf.bytes, at + 4);
        long physical = Bytes.u32(leaf.bytes, at + 8) | (long) Bytes.u16(leaf.bytes, at + 6) << 32;
        boolean unwritten = length > LONGEST_WRITTEN;
        int count = unwritten ? length - LONGEST_WRITTEN : length;
        check(count > 0 && logical >= end && logical + count <= leaf.limit);
        blocks.checkInside(physical, count);
        end = logical + count;
        return new BlockRun(logical, count, unwritten ? BlockRun.UNWRITTEN : physical);
    }

    /** Into a node, or if that was lost, over all blocks that it speaks of. */
    private Optional<BlockRun> descend(Node index, int entry) throws IOException {
        int at = index.at(entry);
        long first = Bytes.u32(index.bytes, at);
        long limit =
                entry + 1 < index.entries
                        ? Bytes.u32(index.bytes, index.at(entry + 1))
                        : index.limit;
        long block = Bytes.u32(index.bytes, at + 4) | (long) Bytes.u16(index.bytes, at + 8) << 32;
        check(first >= end && first < limit && limit <= index.limit);
        for (Node above : path) {
            check(above.block != block);
        }
        blocks.checkInside(block, 1);
        long position = block * blocks.blockSize();
        FileState there = blocks.state(position, blocks.blockSize());
        state = state.worse(there);
        if (there == FileState.DAMAGED) {
            end = limit;
            return Optional.of(new BlockRun(first, limit - first, BlockRun.LOST));
        }
        Node child = new Node(block, blocks.block(block), limit);
        // An empty node would do no harm once, but a thousand that are one and the same might.
        check(fits(child) && child.depth == index.depth - 1 && child.entries > 0);
        check(Bytes.u32(child.bytes, HEADER) >= first);
        if (hasChecksums && !checksumAgrees(child)) {
            integrity = Integrity.CHECKSUM_WRONG;
        }
        path.push(child);
        return Optional.empty();
    }

    private static boolean fits(Node node) {
        int most = Bytes.u16(node.bytes, 4);
        return Bytes.u16(node.bytes, 0) == MAGIC
                && node.entries <= most
                && most <= (node.bytes.length - HEADER) / ENTRY;
    }

    private boolean checksumAgrees(Node node) {
        int tail = HEADER + Bytes.u16(node.bytes, 4) * ENTRY;
        return tail + 4 > node.bytes.length
                || Crc.crc32c(inode.seed(), node.bytes, 0, tail) == Bytes.i32(node.bytes, tail);
    }

    private void check(boolean sensible) throws ProblemException {
        if (!sensible) {
            throw new ProblemException(new DiskProblem.BlockMapDamaged(inode.number()));
        }
    }
}
