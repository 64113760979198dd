package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a file system keeps copies of its superblock, and of the group descriptors behind it
 * (Linux, Documentation/filesystems/ext4/super.rst and blockgroup.rst).
 */
final class SuperblockCopies {

    /** Groups that have one in every file system large enough: 1 and powers of 3, 5 and 7. */
    private static final int[] GROUPS = {1, 3, 5, 7, 9, 25, 27, 49, 81, 125};

    private SuperblockCopies() {}

    /**
     * The primary one; where that is broken, doubtful or its checksum wrong, the first copy that is
     * sound.
     *
     * @throws ProblemException if there is none, or if an unknown feature forbids reading
     * @throws IOException if the image cannot be read
     */
    static Superblock best(BlockSource source) throws IOException {
        Optional<Superblock> primary = Optional.empty();
        ProblemException why = new ProblemException(new DiskProblem.SuperblockDamaged());
        if (source.size() >= Superblock.POSITION + Superblock.SIZE) {
            byte[] bytes = read(source, Superblock.POSITION);
            try {
                primary = Optional.of(Superblock.parse(bytes, Superblock.POSITION));
            } catch (ProblemException broken) {
                why = broken;
            }
        }
        boolean isGood = primary.isPresent() && primary.get().checksumAgrees;
        if (isGood && isAuthentic(source, Superblock.POSITION)) {
            return primary.get();
        }
        Optional<Superblock> copy = first(source);
        if (copy.isPresent() && (!isGood || isAuthentic(source, copy.get().position))) {
            return copy.get();
        }
        ProblemException reason = why;
        return primary.orElseThrow(() -> reason);
    }

    private static byte[] read(BlockSource source, long position) throws IOException {
        byte[] bytes = new byte[Superblock.SIZE];
        source.readKnown(position, ByteBuffer.wrap(bytes));
        return bytes;
    }

    private static boolean isAuthentic(BlockSource source, long position) {
        Stretch stretch = source.stretch(position, Superblock.SIZE);
        return stretch.state() == FileState.WHOLE && stretch.length() == Superblock.SIZE;
    }

    /**
     * The first copy that is sound. Where copies lie depends on the block size, which only a
     * superblock tells: each size is tried.
     *
     * @throws IOException if the image cannot be read
     */
    static Optional<Superblock> first(BlockSource source) throws IOException {
        for (int log = 0; log <= Superblock.MAX_LOG_BLOCK_SIZE; log++) {
            long blockSize = 1024L << log;
            for (int group : GROUPS) {
                long position = (group * 8 * blockSize + (log == 0 ? 1 : 0)) * blockSize;
                if (position > source.size() - Superblock.SIZE) {
                    break;
                }
                Optional<Superblock> copy = copy(read(source, position), position, group, log);
                if (copy.isPresent()) {
                    return copy;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Superblock> copy(byte[] bytes, long position, int group, int log) {
        // Those of the last century have 0 for every group.
        int claimed = Bytes.u16(bytes, Superblock.GROUP);
        if (Bytes.u16(bytes, 0x38) != Superblock.MAGIC
                || claimed != group && claimed != 0
                || Bytes.i32(bytes, 0x18) != log) {
            return Optional.empty();
        }
        try {
            return Optional.of(Superblock.parse(bytes, position))
                    .filter(found -> found.checksumAgrees);
        } catch (ProblemException noSense) {
            return Optional.empty();
        }
    }

    /** The groups that have a copy, up to group 125. */
    static List<Long> groups(Superblock superblock) {
        return Arrays.stream(GROUPS)
                .mapToObj(group -> (long) group)
                .filter(group -> group < superblock.groups() && isIn(superblock, group))
                .toList();
    }

    /** Whether a group begins with a superblock, the primary one or a copy. */
    static boolean isIn(Superblock superblock, long group) {
        if (group == 0) {
            return true;
        }
        if (superblock.hasTwoCopies()) {
            return superblock.isNamedForCopy(group);
        }
        return group == 1
                || !superblock.hasSparseCopies()
                || isPowerOf(group, 3)
                || isPowerOf(group, 5)
                || isPowerOf(group, 7);
    }

    private static boolean isPowerOf(long n, long base) {
        long power = base;
        while (power < n) {
            power *= base;
        }
        return power == n;
    }
}
