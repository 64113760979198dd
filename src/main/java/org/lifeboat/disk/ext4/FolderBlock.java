package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The records in one block of a folder, scanned from its start to its end (Linux,
 * Documentation/filesystems/ext4/directory.rst). The index that large folders have looks like
 * unused records and is passed over.
 */
final class FolderBlock {

    /** A name and the inode it leads to. */
    record Link(Name name, long inode, EntryKind kind) {}

    private static final int HEADER = 8;
    private static final int SMALLEST_RECORD = 12;
    private static final int LARGEST_BLOCK = 65536;
    private static final int TAIL = 12;
    private static final int TAIL_TYPE = 0xde;

    private final byte[] bytes;
    private final long folder;
    private final boolean hasFileTypes;
    private int at;

    FolderBlock(byte[] bytes, long folder, boolean hasFileTypes) {
        this.bytes = bytes;
        this.folder = folder;
        this.hasFileTypes = hasFileTypes;
    }

    /**
     * The next record that is in use.
     *
     * @return nothing after the last one
     * @throws ProblemException if a record does not fit; there are no more then
     */
    Optional<Link> next() throws IOException {
        while (at < bytes.length) {
            int start = at;
            at = bytes.length;
            check(start + HEADER <= bytes.length);
            int length = length(bytes, start, bytes.length);
            int nameLength =
                    hasFileTypes ? Bytes.u8(bytes, start + 6) : Bytes.u16(bytes, start + 6);
            check(length >= SMALLEST_RECORD && length % 4 == 0);
            check(length <= bytes.length - start);
            check(nameLength <= 255 && HEADER + nameLength <= length);
            Optional<Link> link = link(start, nameLength);
            at = start + length;
            if (link.isPresent()) {
                return link;
            }
        }
        return Optional.empty();
    }

    private Optional<Link> link(int start, int nameLength) throws IOException {
        long inode = Bytes.u32(bytes, start);
        if (inode == 0 || nameLength == 0) {
            return Optional.empty();
        }
        byte[] name = Arrays.copyOfRange(bytes, start + HEADER, start + HEADER + nameLength);
        if (isSelfOrParent(name)) {
            return Optional.empty();
        }
        check(Name.isOne(name));
        int type = hasFileTypes ? Bytes.u8(bytes, start + 7) & 7 : 0;
        return Optional.of(new Link(new Name(name), inode, EntryKind.ofFileType(type)));
    }

    private static boolean isSelfOrParent(byte[] name) {
        return name[0] == '.' && (name.length == 1 || name.length == 2 && name[1] == '.');
    }

    /** Sixteen bits are too few for blocks of 64 KiB. */
    private static int length(byte[] bytes, int at, int blockSize) {
        int stored = Bytes.u16(bytes, at + 4);
        if (blockSize < LARGEST_BLOCK) {
            return stored;
        }
        return stored == 0 || stored == 0xffff ? blockSize : stored & 0xfffc | (stored & 3) << 16;
    }

    /**
     * Whether the block's checksum agrees, that of an index block included. A block without one is
     * damaged: nothing vouches for its names.
     */
    Integrity integrity(int seed) {
        int tail = bytes.length - TAIL;
        if (Bytes.i32(bytes, tail) == 0
                && Bytes.u16(bytes, tail + 4) == TAIL
                && Bytes.u8(bytes, tail + 6) == 0
                && Bytes.u8(bytes, tail + 7) == TAIL_TYPE) {
            return integrity(Crc.crc32c(seed, bytes, 0, tail) == Bytes.i32(bytes, tail + 8));
        }
        int limits = indexLimits();
        return limits == 0 ? Integrity.DAMAGED : integrity(indexChecksumAgrees(seed, limits));
    }

    private static Integrity integrity(boolean agrees) {
        return agrees ? Integrity.GOOD : Integrity.CHECKSUM_WRONG;
    }

    /** Where an index node's limit and count stand, or 0 if the block is none. */
    private int indexLimits() {
        if (length(bytes, 0, bytes.length) == bytes.length) {
            return HEADER;
        }
        boolean isRoot =
                Bytes.u16(bytes, 4) == 12
                        && length(bytes, 12, bytes.length) == bytes.length - 12
                        && Bytes.i32(bytes, 24) == 0
                        && Bytes.u8(bytes, 29) == HEADER;
        return isRoot ? 32 : 0;
    }

    private boolean indexChecksumAgrees(int seed, int limits) {
        int limit = Bytes.u16(bytes, limits);
        int count = Bytes.u16(bytes, limits + 2);
        int tail = limits + limit * 8;
        if (tail + 8 > bytes.length || count > limit) {
            return false;
        }
        int crc = Crc.crc32c(seed, bytes, 0, limits + count * 8);
        crc = Crc.crc32c(crc, bytes, tail, tail + 4);
        return Crc.crc32c(crc, new byte[4]) == Bytes.i32(bytes, tail + 4);
    }

    private void check(boolean sensible) throws ProblemException {
        if (!sensible) {
            throw new ProblemException(new DiskProblem.FolderDamaged(folder));
        }
    }
}
