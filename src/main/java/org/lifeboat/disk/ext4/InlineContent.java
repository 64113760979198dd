package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Content that is kept in the inode itself: the first 60 bytes where the block map would be, the
 * rest as the value of an extended attribute (Linux, Documentation/filesystems/ext4/inlinedata.rst
 * and attributes.rst).
 */
final class InlineContent {

    private static final int MAGIC = 0xea020000;
    private static final int HEADER = 4;
    private static final int ENTRY = 16;

    /** In bytes, a folder's parent before its records. */
    private static final int PARENT = 4;

    /** The number that stands for {@code system.} (Linux, {@code fs/ext4/xattr.h}). */
    private static final int PREFIX = 7;

    private static final byte[] NAME = "data".getBytes(StandardCharsets.US_ASCII);

    private InlineContent() {}

    /**
     * A file's content, and whatever follows its end.
     *
     * @throws ProblemException if its attributes make no sense
     */
    static byte[] of(Inode inode) throws ProblemException {
        byte[] rest = rest(inode);
        byte[] bytes = new byte[Inode.BLOCK_MAP_LENGTH + rest.length];
        System.arraycopy(inode.bytes(), Inode.BLOCK_MAP, bytes, 0, Inode.BLOCK_MAP_LENGTH);
        System.arraycopy(rest, 0, bytes, Inode.BLOCK_MAP_LENGTH, rest.length);
        return bytes;
    }

    /**
     * Two pieces of a folder's records, each like a block: one after the parent's number, one in
     * the attribute.
     *
     * @throws ProblemException if its attributes make no sense
     */
    static List<byte[]> records(Inode folder) throws ProblemException {
        int start = Inode.BLOCK_MAP + PARENT;
        int end = Inode.BLOCK_MAP + Inode.BLOCK_MAP_LENGTH;
        byte[] rest = rest(folder);
        byte[] first = Arrays.copyOfRange(folder.bytes(), start, end);
        return rest.length == 0 ? List.of(first) : List.of(first, rest);
    }

    /** What does not fit where the block map would be; empty without such an attribute. */
    private static byte[] rest(Inode inode) throws ProblemException {
        byte[] bytes = inode.bytes();
        int start = inode.extraEnd();
        boolean hasAttributes =
                start > Inode.BASE_SIZE
                        && start + HEADER <= bytes.length
                        && Bytes.i32(bytes, start) == MAGIC;
        if (!hasAttributes) {
            return new byte[0];
        }
        int first = start + HEADER;
        int at = first;
        while (at + 4 <= bytes.length && Bytes.i32(bytes, at) != 0) {
            int nameLength = Bytes.u8(bytes, at);
            check(at + ENTRY + nameLength <= bytes.length, inode);
            if (Bytes.u8(bytes, at + 1) == PREFIX
                    && Arrays.equals(
                            bytes, at + ENTRY, at + ENTRY + nameLength, NAME, 0, NAME.length)) {
                // Offsets of values count from the first entry.
                int from = first + Bytes.u16(bytes, at + 2);
                long length = Bytes.u32(bytes, at + 8);
                check(length <= bytes.length - from, inode);
                return Arrays.copyOfRange(bytes, from, from + (int) length);
            }
            at += ENTRY + (nameLength + 3 & ~3);
        }
        return new byte[0];
    }

    private static void check(boolean sensible, Inode inode) throws ProblemException {
        if (!sensible) {
            throw new ProblemException(new DiskProblem.AttributesDamaged(inode.number()));
        }
    }
}
