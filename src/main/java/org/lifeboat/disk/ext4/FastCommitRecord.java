package org.lifeboat.disk.ext4;

import java.util.Arrays;
import java.util.Optional;

/** One change that a fast commit tells (Linux, {@code fs/ext4/fast_commit.h}; little-endian). */
sealed interface FastCommitRecord {

    int RANGE_ADDED = 1;
    int RANGE_REMOVED = 2;
    int FILE_CREATED = 3;
    int NAME_ADDED = 4;
    int NAME_REMOVED = 5;
    int INODE = 6;
    int PADDING = 7;
    int TAIL = 8;
    int HEAD = 9;

    /**
     * Some of a file's blocks lie elsewhere from now on, or nowhere.
     *
     * @param run on the disk, {@link BlockRun#UNWRITTEN} or {@link BlockRun#ABSENT}
     */
    record Range(long inode, BlockRun run) implements FastCommitRecord {}

    /**
     * @param created whether the inode is a new one
     */
    record NameAdded(long folder, Name name, long inode, boolean created)
            implements FastCommitRecord {}

    /** The name goes if it is the given inode's. */
    record NameRemoved(long folder, Name name, long inode) implements FastCommitRecord {}

    /**
     * @param bytes as many as the inode uses of what inodes have
     */
    record InodeChanged(long inode, byte[] bytes) implements FastCommitRecord {}

    /**
     * @param tag one of those above that change something
     * @return nothing if that makes no sense
     */
    static Optional<FastCommitRecord> of(int tag, byte[] content) {
        return switch (tag) {
            case RANGE_ADDED -> added(content);
            case RANGE_REMOVED -> removed(content);
            case FILE_CREATED, NAME_ADDED, NAME_REMOVED -> name(tag, content);
            case INODE -> inode(content);
            default -> Optional.empty();
        };
    }

    private static Optional<FastCommitRecord> added(byte[] content) {
        if (content.length != 16) {
            return Optional.empty();
        }
        int length = Bytes.u16(content, 8);
        boolean unwritten = length > ExtentTree.LONGEST_WRITTEN;
        long physical = Bytes.u32(content, 12) | (long) Bytes.u16(content, 10) << 32;
        return range(
                content,
                unwritten ? length - ExtentTree.LONGEST_WRITTEN : length,
                unwritten ? BlockRun.UNWRITTEN : physical);
    }

    private static Optional<FastCommitRecord> removed(byte[] content) {
        return content.length != 12
                ? Optional.empty()
                : range(content, Bytes.u32(content, 8), BlockRun.ABSENT);
    }

    private static Optional<FastCommitRecord> range(byte[] content, long count, long physical) {
        long logical = Bytes.u32(content, 4);
        return count == 0 || logical + count > ExtentTree.END
                ? Optional.empty()
                : Optional.of(
                        new Range(Bytes.u32(content, 0), new BlockRun(logical, count, physical)));
    }

    private static Optional<FastCommitRecord> name(int tag, byte[] content) {
        if (content.length < 9 || content.length > 8 + 255) {
            return Optional.empty();
        }
        long folder = Bytes.u32(content, 0);
        long inode = Bytes.u32(content, 4);
        byte[] bytes = Arrays.copyOfRange(content, 8, content.length);
        if (!Name.isOne(bytes)) {
            return Optional.empty();
        }
        Name name = new Name(bytes);
        return Optional.of(
                tag == NAME_REMOVED
                        ? new NameRemoved(folder, name, inode)
                        : new NameAdded(folder, name, inode, tag == FILE_CREATED));
    }

    private static Optional<FastCommitRecord> inode(byte[] content) {
        return content.length < 4 + Inode.BASE_SIZE
                ? Optional.empty()
                : Optional.of(
                        new InodeChanged(
                                Bytes.u32(content, 0),
                                Arrays.copyOfRange(content, 4, content.length)));
    }
}
