package org.lifeboat.disk;

import java.io.IOException;

/** Reads inodes by their number and verifies their checksums. */
final class Inodes {

    private static final int CHECKSUM_LOW = 0x7c;
    private static final int CHECKSUM_HIGH = 0x82;

    private final Superblock superblock;
    private final Blocks blocks;
    private final Groups groups;

    Inodes(Superblock superblock, Blocks blocks) {
        this.superblock = superblock;
        this.blocks = blocks;
        this.groups = new Groups(superblock, blocks);
    }

    /**
     * @throws DiskException if there is no such inode or its table cannot be read
     */
    Inode read(long number) throws IOException {
        if (number < 1 || number > superblock.inodes) {
            throw new DiskException(DiskCode.INODE_DAMAGED, number);
        }
        long group = (number - 1) / superblock.inodesPerGroup;
        long index = (number - 1) % superblock.inodesPerGroup;
        Groups.InodeTable table = groups.inodeTable(group);
        long position = table.block() * superblock.blockSize + index * superblock.inodeSize;
        byte[] bytes = blocks.metadata(position, superblock.inodeSize);
        int seed = Crc.crc32c(superblock.checksumSeed, Bytes.le32((int) number));
        seed = Crc.crc32c(seed, bytes, 0x64, 0x68);
        Inode inode = new Inode(number, bytes, seed, Verdict.GOOD);
        return !superblock.hasMetadataChecksums() || checksumAgrees(inode)
                ? inode
                : new Inode(number, bytes, seed, Verdict.CHECKSUM_WRONG);
    }

    private static boolean checksumAgrees(Inode inode) {
        byte[] bytes = inode.bytes();
        int stored = Bytes.u16(bytes, CHECKSUM_LOW);
        int crc = Crc.crc32c(inode.seed(), bytes, 0, Inode.BASE_SIZE, CHECKSUM_LOW, 2);
        boolean hasHigh = inode.extraEnd() >= CHECKSUM_HIGH + 2;
        if (!hasHigh) {
            crc = Crc.crc32c(crc, bytes, Inode.BASE_SIZE, bytes.length);
            return (crc & 0xffff) == stored;
        }
        crc = Crc.crc32c(crc, bytes, Inode.BASE_SIZE, bytes.length, CHECKSUM_HIGH, 2);
        return crc == (stored | Bytes.u16(bytes, CHECKSUM_HIGH) << 16);
    }
}
