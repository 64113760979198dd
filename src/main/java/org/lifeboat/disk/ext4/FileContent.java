package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** A file's bytes, wherever they lie. */
public final class FileContent {

    private final Inode inode;
    private final Superblock superblock;
    private final Blocks blocks;
    private final FastCommits fastCommits;
    private final long size;
    private final Optional<byte[]> inline;

    /**
     * @param inline the content, where the inode itself has it
     */
    FileContent(
            Inode inode,
            Superblock superblock,
            Blocks blocks,
            FastCommits fastCommits,
            Optional<byte[]> inline) {
        this.inode = inode;
        this.superblock = superblock;
        this.blocks = blocks;
        this.fastCommits = fastCommits;
        this.size = inode.size(superblock);
        this.inline = inline;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /**
     * All extents, each found when it is asked for.
     *
     * @throws ProblemException if the map's root makes no sense
     */
    public ExtentCursor extents() throws ProblemException {
        int blockSize = superblock.blockSize;
        if (size < 0) {
            throw new ProblemException(new DiskProblem.InodeDamaged(inode.number()));
        }
        long most = superblock.sharesBlocks() ? Long.MAX_VALUE : superblock.blocks;
        return new ExtentCursor(runs(blockSize), blockSize, size, inode.number(), most);
    }

    private BlockRuns runs(int blockSize) throws ProblemException {
        if (inline.isPresent()) {
            return new InlineRun(Math.ceilDiv(inline.get().length, blockSize));
        }
        BlockRuns stored =
                inode.hasExtents()
                        ? new ExtentTree(inode, blocks, superblock.hasMetadataChecksums())
                        : new IndirectBlocks(inode, blocks, Math.ceilDiv(size, blockSize));
        Optional<ChangedInode> change = fastCommits.inode(inode.number());
        return change.isPresent() ? change.get().over(stored, blocks) : stored;
    }

    /** Inline content as if it lay at the start of a small disk of its own. */
    private static final class InlineRun implements BlockRuns {
        private long count;

        InlineRun(long count) {
            this.count = count;
        }

        @Override
        public Optional<BlockRun> next() {
            long found = count;
            count = 0;
            return found == 0 ? Optional.empty() : Optional.of(new BlockRun(0, found, 1));
        }

        @Override
        public Integrity integrity() {
            return Integrity.GOOD;
        }
    }

    /**
     * What is left of an extent's bytes, as far as it is the same of all of them. A hole is whole.
     *
     * @param skip bytes of the extent before the wanted ones
     */
    public Stretch stretch(Extent extent, long skip) {
        long rest = extent.length() - skip;
        if (extent.isLost()) {
            return new Stretch(rest, FileState.DAMAGED);
        }
        return extent.isHole() || inline.isPresent()
                ? new Stretch(rest, FileState.WHOLE)
                : blocks.stretch(extent.position() + skip, rest);
    }

    /**
     * What is left of all its bytes and of its map. Reads the map, but not the bytes.
     *
     * @throws IOException if the image cannot be read; a map that makes no sense is damage
     */
    FileState state() throws IOException {
        if (!blocks.isDamaged()) {
            return FileState.WHOLE;
        }
        try {
            FileState worst = FileState.WHOLE;
            ExtentCursor extents = extents();
            for (var next = extents.next();
                    next.isPresent() && worst != FileState.DAMAGED;
                    next = extents.next()) {
                worst = worst.worse(state(next.get())).worse(extents.state());
            }
            return extents.integrity() == Integrity.GOOD ? worst : worst.worse(FileState.DOUBTFUL);
        } catch (ProblemException broken) {
            return FileState.DAMAGED;
        }
    }

    /**
     * How many of its bytes were lost, and where on the disk the first of them is; for one of which
     * some were.
     *
     * @throws IOException if the image cannot be read
     */
    public DiskProblem lost() throws IOException {
        long lost = 0;
        Optional<Long> first = Optional.empty();
        ExtentCursor extents = extents();
        for (var next = extents.next(); next.isPresent(); next = extents.next()) {
            Extent extent = next.get();
            for (long done = 0; done < extent.length(); ) {
                Stretch stretch = stretch(extent, done);
                if (stretch.state() == FileState.DAMAGED) {
                    if (first.isEmpty() && !extent.isLost()) {
                        first = Optional.of(extent.position() + done);
                    }
                    lost += stretch.length();
                }
                done += stretch.length();
            }
        }
        return first.isPresent()
                ? new DiskProblem.Lost(new ByteCount(first.get()), new ByteCount(lost))
                : new DiskProblem.BlockMapDamaged(inode.number());
    }

    private FileState state(Extent extent) {
        FileState worst = FileState.WHOLE;
        for (long done = 0; done < extent.length() && worst != FileState.DAMAGED; ) {
            Stretch next = stretch(extent, done);
            worst = worst.worse(next.state());
            done += next.length();
        }
        return worst;
    }

    /**
     * Fills the buffer with an extent's bytes.
     *
     * @param skip bytes of the extent before the wanted ones
     * @throws ProblemException if they were lost
     * @throws IllegalArgumentException if the extent has fewer
     */
    public void read(Extent extent, long skip, ByteBuffer into) throws IOException {
        if (skip < 0 || into.remaining() > extent.length() - skip) {
            throw new IllegalArgumentException("more than the extent has");
        }
        if (extent.isLost()) {
            throw new ProblemException(new DiskProblem.BlockMapDamaged(inode.number()));
        }
        if (extent.isHole()) {
            into.put(new byte[into.remaining()]);
        } else if (inline.isPresent()) {
            inline(extent.offset() + skip, into);
        } else {
            blocks.content(extent.position() + skip, into);
        }
    }

    private void inline(long offset, ByteBuffer into) {
        byte[] bytes = inline.get();
        int from = (int) Math.min(offset, bytes.length);
        int there = Math.min(into.remaining(), bytes.length - from);
        into.put(bytes, from, there).put(new byte[into.remaining()]);
    }

    /**
     * Writes some of an extent's bytes to the same offset of another file.
     *
     * @param skip bytes of the extent before the wanted ones
     * @param length at most the rest of the extent
     */
    public void copy(Extent extent, long skip, long length, FileChannel target) throws IOException {
        long offset = extent.offset() + skip;
        if (inline.isPresent()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            read(extent, skip, bytes);
            bytes.flip();
            while (bytes.hasRemaining()) {
                target.write(bytes, offset + bytes.position());
            }
        } else {
            blocks.copy(extent.position() + skip, length, target, offset);
        }
    }

    /**
     * All bytes in their order, holes as zeros.
     *
     * @throws ProblemException if the map's root makes no sense
     */
    public InputStream open() throws ProblemException {
        return new ContentStream(this, extents());
    }
}
