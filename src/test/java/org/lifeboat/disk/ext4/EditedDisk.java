package org.lifeboat.disk.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A fixture with single fields changed, as no tool would do it. */
public final class EditedDisk {

    private final byte[] bytes;
    private final ByteBuffer fields;
    private final Ext4 before;

    public EditedDisk(String fixture) throws IOException {
        bytes = DiskFixtures.image(fixture);
        fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        before = Ext4.open(new MemorySource(bytes.clone()));
    }

    public byte[] bytes() {
        return bytes;
    }

    public int blockSize() {
        return before.superblock().blockSize;
    }

    Ext4 before() {
        return before;
    }

    public Ext4 open() throws IOException {
        return Ext4.open(new MemorySource(bytes));
    }

    public FolderEntry entry(String path) throws IOException {
        return before.find(path).orElseThrow();
    }

    public EditedDisk superblock32(int offset, int value) {
        fields.putInt(Superblock.POSITION + offset, value);
        return this;
    }

    public EditedDisk u8(long at, int value) {
        bytes[(int) at] = (byte) value;
        return this;
    }

    public EditedDisk u16(long at, int value) {
        fields.putShort((int) at, (short) value);
        return this;
    }

    public EditedDisk u32(long at, long value) {
        fields.putInt((int) at, (int) value);
        return this;
    }

    int get16(long at) {
        return Short.toUnsignedInt(fields.getShort((int) at));
    }

    public long get32(long at) {
        return Integer.toUnsignedLong(fields.getInt((int) at));
    }

    /** Where an inode's bytes are. */
    public long inode(String path) throws IOException {
        return inode(entry(path).inode());
    }

    long inode(long number) throws IOException {
        Superblock superblock = before.superblock();
        long group = (number - 1) / superblock.inodesPerGroup;
        Groups groups = new Groups(superblock, before.blocks());
        return groups.inodeTable(group).block() * superblock.blockSize
                + (number - 1) % superblock.inodesPerGroup * superblock.inodeSize;
    }

    /** Where the groups' descriptors are: in the block after the superblock's. */
    public long blockOfGroups() {
        return (Superblock.POSITION / blockSize() + 1L) * blockSize();
    }

    /** Where a file's map begins, its extent header or its first block number. */
    public long map(String path) throws IOException {
        return inode(path) + Inode.BLOCK_MAP;
    }

    /** Where the folder's block that has a name begins. */
    long blockWith(String folder, String name) throws IOException {
        return record(folder, name) / blockSize() * blockSize();
    }

    /** Where a folder's record of a name begins. */
    public long record(String folder, String name) throws IOException {
        Inode inode =
                new Inodes(before.superblock(), before.blocks(), FastCommits.NONE)
                        .read(entry(folder).inode());
        ExtentCursor extents = before.content(inode).extents();
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (var extent = extents.next(); extent.isPresent(); extent = extents.next()) {
            long start = extent.get().position();
            for (long at = start; at < start + extent.get().length(); at += 4) {
                boolean found =
                        bytes[(int) at + 6] == wanted.length
                                && get32(at) != 0
                                && ByteBuffer.wrap(bytes, (int) at + 8, wanted.length)
                                        .equals(ByteBuffer.wrap(wanted));
                if (found) {
                    return at;
                }
            }
        }
        throw new IllegalArgumentException(name);
    }
}
