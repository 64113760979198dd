package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Optional;

/** Goes through a file's extents from its first byte to its last, holes included. */
public final class ExtentCursor {

    private final BlockRuns runs;
    private final int blockSize;
    private final long size;
    private final long inode;
    private long mostBlocks;
    private Optional<BlockRun> ahead = Optional.empty();
    private boolean ended;
    private long at;
    private long mappedEnd;

    ExtentCursor(BlockRuns runs, int blockSize, long size, long inode, long mostBlocks) {
        this.runs = runs;
        this.blockSize = blockSize;
        this.size = size;
        this.inode = inode;
        this.mostBlocks = mostBlocks;
    }

    /**
     * @return nothing after the file's end
     * @throws ProblemException if the rest cannot be found
     * @throws IOException if the image cannot be read
     */
    public Optional<Extent> next() throws IOException {
        if (at >= size) {
            return Optional.empty();
        }
        if (ahead.isEmpty() && !ended) {
            ahead = runs.next();
            ended = ahead.isEmpty();
        }
        if (ahead.isEmpty()) {
            return Optional.of(piece(size, Extent.HOLE));
        }
        BlockRun run = ahead.get();
        mappedEnd = run.end() * blockSize;
        long start = run.logical() * blockSize;
        if (start > at) {
            return Optional.of(piece(start, Extent.HOLE));
        }
        ahead = Optional.empty();
        if (run.physical() == BlockRun.UNWRITTEN) {
            return Optional.of(piece(run.end() * blockSize, Extent.HOLE));
        }
        if (run.physical() == BlockRun.LOST) {
            return Optional.of(piece(run.end() * blockSize, Extent.LOST));
        }
        mostBlocks -= run.count();
        if (mostBlocks < 0) {
            // It has the same blocks many times over, to look larger than the disk.
            throw new ProblemException(new DiskProblem.BlockMapDamaged(inode));
        }
        return Optional.of(piece(run.end() * blockSize, run.physical() * blockSize));
    }

    /**
     * Whether there are blocks past the end that the size gives, which only files may have.
     *
     * @throws ProblemException if that cannot be told
     */
    boolean hasBlocksBehind() throws IOException {
        return mappedEnd > size || ahead.isPresent() || !ended && runs.next().isPresent();
    }

    private Extent piece(long end, long position) {
        Extent extent = new Extent(at, Math.min(end, size) - at, position);
        at += extent.length();
        return extent;
    }

    /** What a restore left of the map, as far as it was read. */
    public FileState state() {
        return runs.state();
    }

    /** The integrity of the map, as far as it was read. */
    public Integrity integrity() {
        return runs.integrity();
    }
}
