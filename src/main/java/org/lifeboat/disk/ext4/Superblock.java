package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.util.Arrays;

/** The superblock (Linux, Documentation/filesystems/ext4/super.rst), checked to make sense. */
final class Superblock {

    static final int POSITION = 1024;
    static final int SIZE = 1024;

    static final int MAGIC = 0xef53;

    /** The group that a copy is in, 16 bits. */
    static final int GROUP = 0x5a;

    private static final int CHECKSUM = 0x3fc;
    static final int MAX_LOG_BLOCK_SIZE = 6;
    private static final int OLD_INODE_SIZE = 128;
    private static final int OLD_DESCRIPTOR_SIZE = 32;

    final byte[] bytes;

    /** In bytes, where it was read. */
    final long position;

    final int blockSize;
    final long blocks;
    final long firstDataBlock;
    final long blocksPerGroup;
    final long inodes;
    final long inodesPerGroup;
    final int inodeSize;
    final int descriptorSize;
    final int compat;
    final int incompat;
    final int readOnlyCompat;
    final int checksumSeed;
    final boolean checksumAgrees;

    private Superblock(byte[] bytes, long position) throws ProblemException {
        this.bytes = bytes;
        this.position = position;
        compat = Bytes.i32(bytes, 0x5c);
        incompat = Bytes.i32(bytes, 0x60);
        readOnlyCompat = Bytes.i32(bytes, 0x64);
        checksumAgrees =
                !hasMetadataChecksums()
                        || Crc.crc32c(Crc.START, bytes, 0, CHECKSUM) == Bytes.i32(bytes, CHECKSUM);
        check(Bytes.u16(bytes, 0x38) == MAGIC);
        long logBlockSize = Bytes.u32(bytes, 0x18);
        check(logBlockSize <= MAX_LOG_BLOCK_SIZE);
        blockSize = 1024 << (int) logBlockSize;
        blocks = Bytes.u32(bytes, 4) | (is64Bit() ? Bytes.u32(bytes, 0x150) << 32 : 0);
        firstDataBlock = Bytes.u32(bytes, 0x14);
        blocksPerGroup = Bytes.u32(bytes, 0x20);
        inodes = Bytes.u32(bytes, 0);
        inodesPerGroup = Bytes.u32(bytes, 0x28);
        boolean old = Bytes.i32(bytes, 0x4c) == 0;
        inodeSize = old ? OLD_INODE_SIZE : Bytes.u16(bytes, 0x58);
        descriptorSize = is64Bit() ? Bytes.u16(bytes, 0xfe) : OLD_DESCRIPTOR_SIZE;
        checksumSeed =
                has(incompat, Feature.INCOMPAT_CSUM_SEED)
                        ? Bytes.i32(bytes, 0x270)
                        : Crc.crc32c(Crc.START, bytes, 0x68, 0x78);
        checkSizes();
    }

    private void checkSizes() throws ProblemException {
        long clusterBlocks = 1;
        if (has(readOnlyCompat, Feature.RO_BIGALLOC)) {
            long log = Bytes.u32(bytes, 0x1c) - Bytes.u32(bytes, 0x18);
            check(log >= 0 && log <= 20);
            clusterBlocks = 1L << log;
        }
        check(firstDataBlock <= 1 && blocks > firstDataBlock && blocks >>> 48 == 0);
        check(blocksPerGroup > 0 && blocksPerGroup <= 8L * blockSize * clusterBlocks);
        check(inodesPerGroup > 0 && inodesPerGroup <= 8L * blockSize);
        check(inodeSize >= OLD_INODE_SIZE && inodeSize <= blockSize && isPowerOfTwo(inodeSize));
        check(descriptorSize >= OLD_DESCRIPTOR_SIZE && descriptorSize <= blockSize);
        check(isPowerOfTwo(descriptorSize) && (!is64Bit() || descriptorSize >= 64));
        // Inode numbers have 32 bits, so more groups than that cannot all have inodes.
        check(inodes >= 11 && (inodes + inodesPerGroup - 1) / inodesPerGroup <= groups());
    }

    private static void check(boolean sensible) throws ProblemException {
        if (!sensible) {
            throw new ProblemException(new DiskProblem.SuperblockDamaged());
        }
    }

    private static boolean isPowerOfTwo(int n) {
        return Integer.bitCount(n) == 1;
    }

    /**
     * @param position in bytes, where it was read
     * @throws ProblemException if it makes no sense, or has a feature that changes the format and
     *     is not known
     */
    static Superblock parse(byte[] bytes, long position) throws ProblemException {
        Superblock superblock = new Superblock(bytes, position);
        Feature.checkIncompatible(superblock.incompat);
        return superblock;
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    /** The unit of allocation in bytes: a block, or more with bigalloc. */
    long clusterSize() {
        boolean clusters = has(readOnlyCompat, Feature.RO_BIGALLOC);
        return clusters ? 1024L << Bytes.i32(bytes, 0x1c) : blockSize;
    }

    boolean is64Bit() {
        return has(incompat, Feature.INCOMPAT_64BIT);
    }

    boolean hasMetadataChecksums() {
        return has(readOnlyCompat, Feature.RO_METADATA_CSUM);
    }

    boolean hasDescriptorChecksums() {
        return has(readOnlyCompat, Feature.RO_GDT_CSUM);
    }

    boolean hasFileTypes() {
        return has(incompat, Feature.INCOMPAT_FILETYPE);
    }

    boolean hasAttributeInodes() {
        return has(incompat, Feature.INCOMPAT_EA_INODE);
    }

    boolean hasLargeFolders() {
        return has(incompat, Feature.INCOMPAT_LARGE_DIR);
    }

    boolean hasHugeFiles() {
        return has(readOnlyCompat, Feature.RO_HUGE_FILE);
    }

    boolean sharesBlocks() {
        return has(readOnlyCompat, Feature.RO_SHARED_BLOCKS);
    }

    boolean hasSparseCopies() {
        return has(readOnlyCompat, Feature.RO_SPARSE_SUPER);
    }

    /** Whether only two groups have copies, which it names. */
    boolean hasTwoCopies() {
        return has(compat, Feature.COMPAT_SPARSE_SUPER2);
    }

    boolean isNamedForCopy(long group) {
        return group == Bytes.u32(bytes, 0x24c) || group == Bytes.u32(bytes, 0x250);
    }

    boolean hasMetaGroups() {
        return has(incompat, Feature.INCOMPAT_META_BG);
    }

    long firstMetaGroup() {
        return Bytes.u32(bytes, 0x104);
    }

    boolean hasJournal() {
        return has(compat, Feature.COMPAT_HAS_JOURNAL);
    }

    /** Whether it was not unmounted, so that its newest state is in the journal. */
    boolean needsRecovery() {
        return has(incompat, Feature.INCOMPAT_RECOVER);
    }

    /** Kernels set the flag above in the primary one alone: a backup cannot tell. */
    boolean isBackup() {
        return position != POSITION;
    }

    /** Those below it are the file system's own. */
    long firstFileInode() {
        return Bytes.i32(bytes, 0x4c) == 0 ? 11 : Math.max(11, Bytes.u32(bytes, 0x54));
    }

    /** Whether it is one of the file system's own that may have any number. */
    boolean isInternal(long inode) {
        return inode == journalInode()
                || inode == Bytes.u32(bytes, 0x26c)
                || inode == Bytes.u32(bytes, 0x280);
    }

    long journalInode() {
        return Bytes.u32(bytes, 0xe0);
    }

    String label() {
        int end = 0x78;
        while (end < 0x88 && bytes[end] != 0) {
            end++;
        }
        return new Name(Arrays.copyOfRange(bytes, 0x78, end)).text();
    }

    byte[] uuid() {
        return Arrays.copyOfRange(bytes, 0x68, 0x78);
    }

    long groups() {
        return (blocks - firstDataBlock + blocksPerGroup - 1) / blocksPerGroup;
    }
}
