package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;

/**
 * Where each group's inode table lies (Linux, Documentation/filesystems/ext4/group_descr.rst).
 * Places are read, never derived.
 */
final class Groups {

    private static final int CHECKSUM = 0x1e;

    private final Superblock superblock;
    private final Blocks blocks;
    private final int perBlock;

    /** Files that are wanted together are mostly of one group. */
    private volatile Known last = new Known(-1, new InodeTable(0, Integrity.DAMAGED));

    private record Known(long group, InodeTable table) {}

    Groups(Superblock superblock, Blocks blocks) {
        this.superblock = superblock;
        this.blocks = blocks;
        this.perBlock = superblock.blockSize / superblock.descriptorSize;
    }

    /** A table's first block, and whether its descriptor's checksum agrees. */
    record InodeTable(long block, Integrity integrity) {}

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
        if (primary.integrity() == Integrity.GOOD) {
            return primary;
        }
        long block = group / perBlock;
        if (!isInMetaGroup(block)) {
            for (long other : new long[] {1, 3, 5, 7, 9}) {
                if (other < superblock.groups() && superblock.groupHasSuperblock(other)) {
                    InodeTable backup = inodeTable(group, firstBlock(other) + 1 + block);
                    if (backup.integrity() == Integrity.GOOD) {
                        return new InodeTable(backup.block(), Integrity.CHECKSUM_WRONG);
                    }
                }
            }
        }
        if (primary.integrity() == Integrity.DAMAGED) {
            throw new ProblemException(new DiskProblem.DescriptorDamaged(group));
        }
        return primary;
    }

    private InodeTable inodeTable(long group, long block) throws IOException {
        int size = superblock.descriptorSize;
        long position = block * superblock.blockSize + group % perBlock * size;
        byte[] descriptor = blocks.metadata(position, size);
        long table = Bytes.u32(descriptor, 8);
        if (superblock.is64Bit()) {
            table |= Bytes.u32(descriptor, 0x28) << 32;
        }
        long length =
                (superblock.inodesPerGroup * superblock.inodeSize + superblock.blockSize - 1)
                        / superblock.blockSize;
        if (table <= superblock.firstDataBlock || table > superblock.blocks - length) {
            return new InodeTable(table, Integrity.DAMAGED);
        }
        return new InodeTable(
                table,
                checksumAgrees(descriptor, group) ? Integrity.GOOD : Integrity.CHECKSUM_WRONG);
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
        return start + (superblock.groupHasSuperblock(first) ? 1 : 0);
    }
}
