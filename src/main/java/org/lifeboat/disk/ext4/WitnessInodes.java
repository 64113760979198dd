package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.util.Optional;

/**
 * Authentic inodes whose blocks carry checksums, by the seeds of those: folders, and files with
 * nodes of an extent tree outside of the inode (Linux,
 * Documentation/filesystems/ext4/checksums.rst).
 */
final class WitnessInodes {

    /** More than any disk needs to be placed. */
    private static final int MOST = 1_000_000;

    /** Two inodes of one seed say nothing. */
    private static final long SEVERAL = 0;

    private final Inodes inodes;
    private final LongMap bySeed = new LongMap();

    private WitnessInodes(Inodes inodes) {
        this.inodes = inodes;
    }

    /**
     * @throws java.util.concurrent.CancellationException if it is cancelled
     * @throws IOException if the image cannot be read
     */
    static WitnessInodes of(Ext4 fileSystem, Cancellation cancellation) throws IOException {
        WitnessInodes known = new WitnessInodes(fileSystem.inodes());
        Superblock superblock = fileSystem.superblock();
        if (!superblock.hasMetadataChecksums()) {
            return known;
        }
        long looked = 0;
        for (long group = 0; group * superblock.inodesPerGroup < superblock.inodes; group++) {
            cancellation.check();
            long first = group * superblock.inodesPerGroup + 1;
            long used = Math.min(known.inodes.used(group), superblock.inodes - first + 1);
            for (long number = first;
                    number < first + used && looked < WalkLimits.USUAL.entries();
                    number++) {
                if (++looked % 4096 == 0) {
                    cancellation.check();
                }
                known.add(number);
            }
        }
        return known;
    }

    private void add(long number) throws IOException {
        Optional<Inode> inode = authentic(number);
        if (inode.isPresent() && hasSealedBlocks(inode.get()) && bySeed.size() < MOST) {
            long seed = Integer.toUnsignedLong(inode.get().seed());
            bySeed.put(seed, bySeed.get(seed) == LongMap.NONE ? number : SEVERAL);
        }
    }

    private static boolean hasSealedBlocks(Inode inode) {
        boolean hasNodes = inode.hasExtents() && Bytes.u16(inode.bytes(), Inode.BLOCK_MAP + 6) > 0;
        return hasNodes || inode.kind() == EntryKind.FOLDER && !inode.isInline();
    }

    /** An inode in use that was neither lost nor altered. */
    private Optional<Inode> authentic(long number) throws IOException {
        try {
            if (inodes.state(number) != FileState.WHOLE) {
                return Optional.empty();
            }
            Inode inode = inodes.read(number);
            boolean isSure = inode.links() > 0 && inode.integrity() == Integrity.GOOD;
            return isSure ? Optional.of(inode) : Optional.empty();
        } catch (ProblemException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Whose blocks have checksums of that seed.
     *
     * @throws IOException if the image cannot be read
     */
    Optional<Inode> bySeed(int seed) throws IOException {
        long number = bySeed.get(Integer.toUnsignedLong(seed));
        return number == LongMap.NONE || number == SEVERAL ? Optional.empty() : authentic(number);
    }
}
