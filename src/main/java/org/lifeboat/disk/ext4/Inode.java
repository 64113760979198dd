package org.lifeboat.disk.ext4;

import java.time.Instant;

/**
 * An inode as stored (Linux, Documentation/filesystems/ext4/inodes.rst).
 *
 * @param bytes as many as the file system's inodes have
 * @param fileSystemSeed of the file system's checksums
 */
record Inode(long number, byte[] bytes, int fileSystemSeed, Integrity integrity) {

    static final int BLOCK_MAP = 0x28;
    static final int BLOCK_MAP_LENGTH = 60;
    static final int BASE_SIZE = 128;
    static final int GENERATION = 0x64;
    static final int CHECKSUM_LOW = 0x7c;
    static final int CHECKSUM_HIGH = 0x82;

    private static final int FLAG_ENCRYPTED = 0x800;
    private static final int FLAG_HUGE = 0x40000;
    private static final int FLAG_EXTENTS = 0x80000;
    private static final int FLAG_ATTRIBUTE = 0x200000;
    private static final int FLAG_INLINE = 0x10000000;
    private static final int FLAG_CASEFOLD = 0x40000000;

    private static final int NANOSECONDS = 1_000_000_000;

    int mode() {
        return Bytes.u16(bytes, 0);
    }

    EntryKind kind() {
        return EntryKind.ofMode(mode());
    }

    long size(Superblock superblock) {
        boolean hasHigh = kind() != EntryKind.FOLDER || superblock.hasLargeFolders();
        return Bytes.u32(bytes, 4) | (hasHigh ? Bytes.u32(bytes, 0x6c) << 32 : 0);
    }

    int links() {
        return Bytes.u16(bytes, 0x1a);
    }

    /** The seed of the checksums of all its blocks. */
    int seed() {
        int seed = Crc.crc32c(fileSystemSeed, Bytes.le32((int) number));
        return Crc.crc32c(seed, bytes, GENERATION, GENERATION + 4);
    }

    long attributeBlock() {
        return Bytes.u32(bytes, 0x68) | (long) Bytes.u16(bytes, 0x76) << 32;
    }

    private boolean hasFlag(int flag) {
        return (Bytes.i32(bytes, 0x20) & flag) != 0;
    }

    boolean hasExtents() {
        return hasFlag(FLAG_EXTENTS);
    }

    boolean isInline() {
        return hasFlag(FLAG_INLINE);
    }

    boolean isEncrypted() {
        return hasFlag(FLAG_ENCRYPTED);
    }

    /** Whether it holds an attribute of another one. */
    boolean isAttribute() {
        return hasFlag(FLAG_ATTRIBUTE);
    }

    boolean ignoresCase() {
        return hasFlag(FLAG_CASEFOLD);
    }

    /** Sectors of 512 bytes that belong to it, attribute block included. */
    long sectors(Superblock superblock) {
        long low = Bytes.u32(bytes, 0x1c);
        if (!superblock.hasHugeFiles()) {
            return low;
        }
        long count = low | (long) Bytes.u16(bytes, 0x74) << 32;
        return hasFlag(FLAG_HUGE) ? count * (superblock.blockSize / 512) : count;
    }

    /** Where the fields after the first 128 bytes end. */
    int extraEnd() {
        return extraEnd(bytes);
    }

    static int extraEnd(byte[] bytes) {
        if (bytes.length <= BASE_SIZE + 2) {
            return BASE_SIZE;
        }
        int extra = Bytes.u16(bytes, BASE_SIZE);
        return extra % 4 != 0 || extra > bytes.length - BASE_SIZE ? BASE_SIZE : BASE_SIZE + extra;
    }

    Instant modified() {
        return time(0x10, 0x88);
    }

    /** Two more bits of seconds and thirty of nanoseconds, where the inode has room for them. */
    private Instant time(int at, int extraAt) {
        long seconds = Bytes.i32(bytes, at);
        if (extraEnd() < extraAt + 4) {
            return Instant.ofEpochSecond(seconds);
        }
        int extra = Bytes.i32(bytes, extraAt);
        int nanoseconds = extra >>> 2;
        return Instant.ofEpochSecond(
                seconds + ((extra & 3L) << 32), nanoseconds < NANOSECONDS ? nanoseconds : 0);
    }
}
