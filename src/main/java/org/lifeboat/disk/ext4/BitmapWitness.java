package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Bitmaps of blocks and inodes, whose checksums are in the groups' descriptors (Linux,
 * Documentation/filesystems/ext4/group_descr.rst). They look like nothing, so they are found only
 * once another witness has said where blocks begin.
 */
final class BitmapWitness {

    private static final int INODE_UNINIT = 1;
    private static final int BLOCK_UNINIT = 2;

    /** Several groups whose bitmaps are alike. */
    private static final long SEVERAL = -2;

    /** A bitmap that changes from byte to byte less often than this could be any file's block. */
    private static final int FEWEST_CHANGES = 8;

    private static final long MOST_GROUPS = 1 << 20;

    private final Superblock superblock;
    private final int blockBitmap;
    private final int inodeBitmap;
    private final LongMap blockBitmaps = new LongMap();
    private final LongMap inodeBitmaps = new LongMap();
    private long shift;
    private boolean isAligned;

    private BitmapWitness(Superblock superblock) {
        this.superblock = superblock;
        long clusters = superblock.blocksPerGroup * superblock.blockSize / superblock.clusterSize();
        this.blockBitmap = (int) Math.min(superblock.blockSize, clusters / 8);
        this.inodeBitmap = (int) (superblock.inodesPerGroup / 8);
    }

    /**
     * @throws java.util.concurrent.CancellationException if it is cancelled
     * @throws IOException if the image cannot be read
     */
    static BitmapWitness of(Ext4 fileSystem, Cancellation cancellation) throws IOException {
        Superblock superblock = fileSystem.superblock();
        BitmapWitness witness = new BitmapWitness(superblock);
        // Smaller descriptors have 16 bits of the checksums only.
        if (!superblock.hasMetadataChecksums() || superblock.descriptorSize < 64) {
            return witness;
        }
        Groups groups = fileSystem.inodes().groups();
        for (long group = 0; group < Math.min(MOST_GROUPS, superblock.groups()); group++) {
            cancellation.check();
            try {
                groups.authenticDescriptor(group).ifPresent(witness::add);
            } catch (ProblemException lost) {
                // Its bitmaps cannot be told.
            }
        }
        return witness;
    }

    private void add(byte[] descriptor) {
        int flags = Bytes.u16(descriptor, 0x12);
        if ((flags & BLOCK_UNINIT) == 0) {
            add(blockBitmaps, both(descriptor, 0x18, 0x38), place(descriptor, 0, 0x20));
        }
        if ((flags & INODE_UNINIT) == 0) {
            add(inodeBitmaps, both(descriptor, 0x1a, 0x3a), place(descriptor, 4, 0x24));
        }
    }

    private static long both(byte[] bytes, int low, int high) {
        return Bytes.u16(bytes, low) | (long) Bytes.u16(bytes, high) << 16;
    }

    private static long place(byte[] bytes, int low, int high) {
        return Bytes.u32(bytes, low) | Bytes.u32(bytes, high) << 32;
    }

    private void add(LongMap bitmaps, long checksum, long block) {
        if (block > 0 && block < superblock.blocks) {
            bitmaps.put(checksum, bitmaps.get(checksum) == LongMap.NONE ? block : SEVERAL);
        }
    }

    /**
     * From now on it is known where blocks begin.
     *
     * @param shift from a place on the disk to a position in the stretch, in bytes
     */
    void align(long shift) {
        this.shift = shift;
        this.isAligned = true;
    }

    /**
     * Looks at the blocks that begin in a range of the bytes, and are whole.
     *
     * @param length how many of the bytes are known
     * @param position of the first byte, in the stretch
     */
    List<PlaceVote> search(byte[] bytes, int from, int to, int length, long position) {
        List<PlaceVote> votes = new ArrayList<>();
        int size = superblock.blockSize;
        if (!isAligned || blockBitmaps.size() + inodeBitmaps.size() == 0) {
            return votes;
        }
        int first = from + (int) Math.floorMod(shift - position - from, (long) size);
        for (int at = first; at < to && at + size <= length; at += size) {
            add(votes, blockBitmaps, bytes, at, blockBitmap, position);
            add(votes, inodeBitmaps, bytes, at, inodeBitmap, position);
        }
        return votes;
    }

    private void add(
            List<PlaceVote> votes, LongMap bitmaps, byte[] bytes, int at, int size, long position) {
        int crc = Crc.crc32c(superblock.checksumSeed, bytes, at, at + size);
        long block = bitmaps.get(Integer.toUnsignedLong(crc));
        if (block >= 0 && changes(bytes, at, size) >= FEWEST_CHANGES) {
            votes.add(
                    new PlaceVote(
                            position + at,
                            block * superblock.blockSize,
                            PlaceVote.Witness.BITMAP,
                            true));
        }
    }

    private static int changes(byte[] bytes, int at, int size) {
        int changes = 0;
        for (int i = at + 1; i < at + size; i++) {
            changes += bytes[i] != bytes[i - 1] ? 1 : 0;
        }
        return changes;
    }
}
