package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Optional;

/**
 * Where each group's inode table lies (Linux, Documentation/filesystems/ext4/group_descr.rst).
 * Places are read, never derived.
 */
final class Groups {

    private static final int CHECKSUM = 0x1e;
    private static final int INODES_UNUSED = 1;

    private final Superblock superblock;
    private final Blocks blocks;
    private final int perBlock;

    /** Files that are wanted together are mostly of one group. */
    private volatile Known last =
            new Known(-1, new InodeTable(0, 0, Integrity.DAMAGED, FileState.DAMAGED));

    private record Known(long group, InodeTable table) {}

    Groups(Superblock superblock, Blocks blocks) {
        this.superblock = superblock;
        this.blocks = blocks;
        this.perBlock = superblock.blockSize / superblock.descriptorSize;
    }

    /**
     * @param block the table's first one
     * @param used how many of its inodes may be in use
     * @param integrity whether its descriptor's checksum agrees
     * @param state of its descriptor
     */
    record InodeTable(long block, long used, Integrity integrity, FileState state) {

        boolean isSound() {
            return integrity == Integrity.GOOD && state == FileState.WHOLE;
        }
    }

    /**
     * The primary descriptor's, or where that is broken, the first sound backup's.
     *
     * @throws ProblemException if none leads to a place inside the file system
     */
    InodeTable inodeTable(long group) throws IOException {
        Known known = last;
        if (known.group() == group) {
            return known.table();
        }
        InodeTable table = find(group);
        last = new Known(group, table);
        return table;
    }

    private InodeTable find(long group) throws IOException {
        InodeTable primary = inodeTable(group, place(group));
        if (primary.isSound()) {
            return primary;
        }
        long block = group / perBlock;
        if (!isInMetaGroup(block)) {
            for (long other : SuperblockCopies.groups(superblock)) {
                InodeTable backup = inodeTable(group, firstBlock(other) + 1 + block);
                if (backup.isSound()) {
                    // Copies date from when the disk was made or grown: what is in use has changed.
                    return new InodeTable(
                            backup.block(),
                            superblock.inodesPerGroup,
                            Integrity.CHECKSUM_WRONG,
                            FileState.WHOLE);
                }
            }
        }
        if (primary.integrity() == Integrity.DAMAGED) {
            throw new ProblemException(new DiskProblem.DescriptorDamaged(group));
        }
        return primary;
    }

    /**
     * The primary one, if nothing of it is lost or doubtful and its checksum agrees.
     *
     * @throws ProblemException if it lies outside of the image
     */
    Optional<byte[]> authenticDescriptor(long group) throws IOException {
        int size = superblock.descriptorSize;
        long position = position(group, place(group));
        if (blocks.state(position, size) != FileState.WHOLE) {
            return Optional.empty();
        }
        return Optional.of(blocks.metadata(position, size))
                .filter(descriptor -> checksumAgrees(descriptor, group));
    }

    private long position(long group, long block) {
        return block * superblock.blockSize + group % perBlock * superblock.descriptorSize;
    }

    private InodeTable inodeTable(long group, long block) throws IOException {
        int size = superblock.descriptorSize;
        long position = position(group, block);
        FileState state = blocks.state(position, size);
        if (state == FileState.DAMAGED) {
            return new InodeTable(0, 0, Integrity.DAMAGED, state);
        }
        byte[] descriptor = blocks.metadata(position, size);
        long table = Bytes.u32(descriptor, 8);
        if (superblock.is64Bit()) {
            table |= Bytes.u32(descriptor, 0x28) << 32;
        }
        long length =
                (superblock.inodesPerGroup * superblock.inodeSize + superblock.blockSize - 1)
                        / superblock.blockSize;
        if (table <= superblock.firstDataBlock || table > superblock.blocks - length) {
            return new InodeTable(table, 0, Integrity.DAMAGED, state);
        }
        return checksumAgrees(descriptor, group)
                ? new InodeTable(table, used(descriptor), Integrity.GOOD, state)
                : new InodeTable(table, superblock.inodesPerGroup, Integrity.CHECKSUM_WRONG, state);
    }

    /** Later inodes were never written; without a checksum the field cannot be relied on. */
    private long used(byte[] descriptor) {
        if (!superblock.hasMetadataChecksums() && !superblock.hasDescriptorChecksums()) {
            return superblock.inodesPerGroup;
        }
        if ((Bytes.u16(descriptor, 0x12) & INODES_UNUSED) != 0) {
            return 0;
        }
        int high = superblock.is64Bit() ? Bytes.u16(descriptor, 0x32) << 16 : 0;
        long unused = Integer.toUnsignedLong(Bytes.u16(descriptor, 0x1c) | high);
        return Math.max(0, superblock.inodesPerGroup - unused);
    }

    private boolean checksumAgrees(byte[] descriptor, long group) {
        int stored = Bytes.u16(descriptor, CHECKSUM);
        byte[] number = Bytes.le32((int) group);
        if (superblock.hasMetadataChecksums()) {
            int seed = Crc.crc32c(superblock.checksumSeed, number);
            int crc = Crc.crc32c(seed, descriptor, 0, descriptor.length, CHECKSUM, 2);
            return (crc & 0xffff) == stored;
        }
        if (superblock.hasDescriptorChecksums()) {
            int crc = Crc.crc16(Crc.START, superblock.uuid(), 0, 16);
            crc = Crc.crc16(crc, number, 0, 4);
            crc = Crc.crc16(crc, descriptor, 0, CHECKSUM);
            return Crc.crc16(crc, descriptor, CHECKSUM + 2, descriptor.length) == stored;
        }
        return true;
    }

    private boolean isInMetaGroup(long descriptorBlock) {
        return superblock.hasMetaGroups() && descriptorBlock >= superblock.firstMetaGroup();
    }

    private long firstBlock(long group) {
        return superblock.firstDataBlock + group * superblock.blocksPerGroup;
    }

    /** The block that has a group's primary descriptor. */
    private long place(long group) {
        long block = group / perBlock;
        // With 1 KiB blocks the superblock is in block 1, whatever the first data block is.
        long superblockPlace = superblock.blockSize == 1024 ? 1 : 0;
        if (!isInMetaGroup(block)) {
            return superblockPlace + 1 + block;
        }
        long first = block * perBlock;
        long start = first == 0 ? superblockPlace : firstBlock(first);
        return start + (SuperblockCopies.isIn(superblock, first) ? 1 : 0);
    }
}
