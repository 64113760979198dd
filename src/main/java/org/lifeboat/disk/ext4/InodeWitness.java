package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Inodes with extents. An inode does not hold its number, but its checksum covers it (Linux,
 * Documentation/filesystems/ext4/inodes.rst), so the number can be worked out from the checksum,
 * the bytes and the file system's seed. The number gives the place.
 */
final class InodeWitness {

    /** Extents that fit into an inode. */
    private static final int MOST_ENTRIES = 4;

    private final Superblock superblock;
    private final Inodes inodes;

    /** From the last inode's position in the stretch to its place on the disk, in bytes. */
    private long lastShift;

    private long lastPosition = Long.MIN_VALUE;
    private long lastBlock = -1;

    InodeWitness(Ext4 fileSystem) {
        this.superblock = fileSystem.superblock();
        this.inodes = fileSystem.inodes();
    }

    boolean looksLikeOne(byte[] bytes, int start) {
        int map = start + Inode.BLOCK_MAP;
        return superblock.hasMetadataChecksums()
                && superblock.inodeSize > Inode.BASE_SIZE
                && EntryKind.ofMode(Bytes.u16(bytes, start)) != EntryKind.UNKNOWN
                && Bytes.u16(bytes, start + 0x1a) > 0
                && Bytes.u16(bytes, map + 4) == MOST_ENTRIES
                && Bytes.u16(bytes, map + 2) <= MOST_ENTRIES
                && Bytes.u16(bytes, map + 6) <= ExtentTree.MAX_DEPTH;
    }

    /**
     * One vote a block. Any checksum gives a number, and by chance one in 2^32 over the number of
     * inodes gives one that exists; so only the second of two that agree is sealed.
     *
     * @throws IOException if the image cannot be read
     */
    Optional<PlaceVote> vote(byte[] bytes, int start, long position) throws IOException {
        byte[] inode = Arrays.copyOfRange(bytes, start, start + superblock.inodeSize);
        if (Inode.extraEnd(inode) < Inode.CHECKSUM_HIGH + 2) {
            return Optional.empty();
        }
        Optional<Long> place = place(Integer.toUnsignedLong(number(inode)));
        if (place.isEmpty()) {
            return Optional.empty();
        }
        long shift = place.get() - position;
        boolean agree =
                shift == lastShift
                        && position > lastPosition
                        && position - lastPosition <= superblock.blockSize;
        lastShift = shift;
        lastPosition = position;
        long block = place.get() / superblock.blockSize;
        if (agree && block == lastBlock) {
            return Optional.empty();
        }
        lastBlock = agree ? block : -1;
        return Optional.of(new PlaceVote(position, place.get(), PlaceVote.Witness.INODES, agree));
    }

    private int number(byte[] inode) {
        int crc =
                Bytes.u16(inode, Inode.CHECKSUM_LOW) | Bytes.u16(inode, Inode.CHECKSUM_HIGH) << 16;
        byte[] covered = inode.clone();
        Arrays.fill(covered, Inode.CHECKSUM_LOW, Inode.CHECKSUM_LOW + 2, (byte) 0);
        Arrays.fill(covered, Inode.CHECKSUM_HIGH, Inode.CHECKSUM_HIGH + 2, (byte) 0);
        int behindGeneration = ReverseCrc.seed(crc, covered, 0, covered.length);
        int generation = Inode.GENERATION;
        int behindNumber = ReverseCrc.seed(behindGeneration, inode, generation, generation + 4);
        return ReverseCrc.between(superblock.checksumSeed, behindNumber);
    }

    private Optional<Long> place(long number) throws IOException {
        try {
            return number == 0 || number > superblock.inodes
                    ? Optional.empty()
                    : Optional.of(inodes.position(number));
        } catch (ProblemException unknownTable) {
            return Optional.empty();
        }
    }
}
