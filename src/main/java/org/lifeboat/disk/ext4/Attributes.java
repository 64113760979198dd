package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskCode;
import org.lifeboat.problem.DiskException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Extended attributes, in the inode, in a block of their own, and as inodes of their own (Linux,
 * Documentation/filesystems/ext4/attributes.rst).
 */
final class Attributes {

    static final String INLINE_CONTENT = "system.data";

    /** What Linux allows for a value, in bytes (XATTR_SIZE_MAX). */
    private static final int LONGEST_VALUE = 65536;

    private static final int MAGIC = 0xea020000;
    private static final int INODE_HEADER = 4;
    private static final int BLOCK_HEADER = 32;
    private static final int BLOCK_CHECKSUM = 16;
    private static final int ENTRY = 16;

    /** By the number that stands for each (Linux, {@code fs/ext4/xattr.h}). */
    private static final String[] PREFIXES = {
        "",
        "user.",
        "system.posix_acl_access",
        "system.posix_acl_default",
        "trusted.",
        "lustre.",
        "security.",
        "system.",
        "system.richacl",
        "encryption."
    };

    private final Superblock superblock;
    private final Blocks blocks;
    private final Inodes inodes;
    private final Inode inode;
    private final Map<String, byte[]> values = new LinkedHashMap<>();
    private Integrity integrity = Integrity.GOOD;

    private Attributes(Superblock superblock, Blocks blocks, Inodes inodes, Inode inode) {
        this.superblock = superblock;
        this.blocks = blocks;
        this.inodes = inodes;
        this.inode = inode;
    }

    static Attributes read(Superblock superblock, Blocks blocks, Inodes inodes, Inode inode)
            throws IOException {
        Attributes attributes = inInode(superblock, blocks, inodes, inode);
        if (inode.attributeBlock() != 0) {
            attributes.readBlock(inode.attributeBlock());
        }
        return attributes;
    }

    /** Only those in the inode itself, where inline content is. */
    static Attributes inInode(Superblock superblock, Blocks blocks, Inodes inodes, Inode inode)
            throws IOException {
        Attributes attributes = new Attributes(superblock, blocks, inodes, inode);
        int start = inode.extraEnd();
        byte[] bytes = inode.bytes();
        boolean has =
                start > Inode.BASE_SIZE
                        && start + INODE_HEADER <= bytes.length
                        && Bytes.i32(bytes, start) == MAGIC;
        if (has) {
            int first = start + INODE_HEADER;
            attributes.entries(Arrays.copyOfRange(bytes, first, bytes.length), 0);
        }
        return attributes;
    }

    /** By name, in the order they are stored. */
    Map<String, byte[]> values() {
        return values;
    }

    Integrity integrity() {
        return integrity;
    }

    private void readBlock(long number) throws IOException {
        byte[] block = blocks.block(number);
        if (Bytes.i32(block, 0) != MAGIC || Bytes.i32(block, 8) != 1) {
            throw damaged();
        }
        if (superblock.hasMetadataChecksums()) {
            int seed = Crc.crc32c(superblock.checksumSeed, Bytes.le64(number));
            int crc = Crc.crc32c(seed, block, 0, block.length, BLOCK_CHECKSUM, 4);
            if (crc != Bytes.i32(block, BLOCK_CHECKSUM)) {
                integrity = Integrity.CHECKSUM_WRONG;
            }
        }
        entries(block, BLOCK_HEADER);
    }

    /** Values' offsets count from the array's start. */
    private void entries(byte[] bytes, int first) throws IOException {
        int at = first;
        while (at + 4 <= bytes.length && Bytes.i32(bytes, at) != 0) {
            int nameLength = Bytes.u8(bytes, at);
            if (at + ENTRY + nameLength > bytes.length) {
                throw damaged();
            }
            int prefix = Bytes.u8(bytes, at + 1);
            String name =
                    (prefix < PREFIXES.length ? PREFIXES[prefix] : prefix + ".")
                            + new String(bytes, at + ENTRY, nameLength, StandardCharsets.UTF_8);
            values.putIfAbsent(name, value(bytes, at));
            at += ENTRY + (nameLength + 3 & ~3);
        }
    }

    private byte[] value(byte[] bytes, int at) throws IOException {
        int offset = Bytes.u16(bytes, at + 2);
        long inodeNumber = Bytes.u32(bytes, at + 4);
        long length = Bytes.u32(bytes, at + 8);
        if (length > LONGEST_VALUE) {
            throw damaged();
        }
        if (inodeNumber != 0) {
            return valueInode(inodeNumber, length);
        }
        if (offset + length > bytes.length) {
            throw damaged();
        }
        return Arrays.copyOfRange(bytes, offset, offset + (int) length);
    }

    private byte[] valueInode(long number, long length) throws IOException {
        Inode holder = inodes.read(number);
        if (holder.kind() != EntryKind.FILE || holder.isInline()) {
            throw damaged();
        }
        integrity = integrity.worse(holder.integrity());
        FileContent content = new FileContent(holder, superblock, blocks, Optional.empty());
        byte[] value = content.readAll(LONGEST_VALUE, DiskCode.ATTRIBUTES_DAMAGED);
        if (value.length != length) {
            throw damaged();
        }
        return value;
    }

    private DiskException damaged() {
        return new DiskException(DiskCode.ATTRIBUTES_DAMAGED, inode.number());
    }
}
