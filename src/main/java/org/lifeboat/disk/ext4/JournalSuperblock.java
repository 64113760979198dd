package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

/** The journal's first block (Linux, Documentation/filesystems/ext4/journal.rst; big-endian). */
final class JournalSuperblock {

    private static final int VERSION_1 = 3;
    private static final int VERSION_2 = 4;
    private static final int COMPAT_CHECKSUM = 0x1;
    private static final int INCOMPAT_64BIT = 0x2;
    private static final int INCOMPAT_CHECKSUM_2 = 0x8;
    private static final int INCOMPAT_CHECKSUM_3 = 0x10;
    private static final int INCOMPAT_FAST_COMMIT = 0x20;
    private static final int INCOMPAT_KNOWN = 0x3f;
    private static final int CRC32C = 4;
    private static final int CHECKSUM = 0xfc;
    private static final int SIZE = 1024;
    private static final int UUID = 0x30;

    /** Blocks for fast commits where the field says 0. */
    private static final int USUAL_FAST_COMMITS = 256;

    final long first;

    /** The log's blocks are those from {@link #first} up to here. */
    final long end;

    /**
     * Fast commits have the blocks from the second one behind the log up to here: both Linux and
     * e2fsprogs leave out the first.
     */
    final long fastCommitsEnd;

    final long start;
    final int sequence;
    final int checksumSeed;
    private final int compat;
    private final int incompat;

    /**
     * @param blocks that the journal has
     */
    JournalSuperblock(byte[] block, long blocks) throws ProblemException {
        int type = Bytes.i32be(block, 4);
        check(Bytes.i32be(block, 0) == Journal.MAGIC && (type == VERSION_1 || type == VERSION_2));
        boolean hasFeatures = type == VERSION_2;
        compat = hasFeatures ? Bytes.i32be(block, 0x24) : 0;
        incompat = hasFeatures ? Bytes.i32be(block, 0x28) : 0;
        check((incompat & ~INCOMPAT_KNOWN) == 0);
        check(Bytes.i32be(block, 0xc) == block.length);
        long length = Bytes.u32be(block, 0x10);
        check(length <= blocks);
        first = Bytes.u32be(block, 0x14);
        sequence = Bytes.i32be(block, 0x18);
        start = Bytes.u32be(block, 0x1c);
        end = length - fastCommits(block);
        fastCommitsEnd = length;
        check(first >= 1 && first < end && (start == 0 || start >= first && start < end));
        checksumSeed = Crc.crc32c(Crc.START, block, UUID, UUID + 16);
        if (hasBlockChecksums()) {
            check((incompat & INCOMPAT_CHECKSUM_2) == 0 || !tagsHaveWholeChecksums());
            check(block[0x50] == CRC32C);
            int crc = Crc.crc32c(Crc.START, block, 0, SIZE, CHECKSUM, 4);
            check(crc == Bytes.i32be(block, CHECKSUM));
        }
    }

    private long fastCommits(byte[] block) {
        if ((incompat & INCOMPAT_FAST_COMMIT) == 0) {
            return 0;
        }
        long count = Bytes.u32be(block, 0x54);
        return count == 0 ? USUAL_FAST_COMMITS : count;
    }

    private static void check(boolean sensible) throws ProblemException {
        if (!sensible) {
            throw new ProblemException(new DiskProblem.JournalDamaged());
        }
    }

    boolean is64Bit() {
        return (incompat & INCOMPAT_64BIT) != 0;
    }

    /** The log is a ring. */
    long after(long number) {
        return number + 1 < end ? number + 1 : first;
    }

    /** Whether fast commits may follow the log. */
    boolean hasFastCommits() {
        return (incompat & INCOMPAT_FAST_COMMIT) != 0;
    }

    /** Checksum versions 2 and 3: every block of the journal has one. */
    boolean hasBlockChecksums() {
        return (incompat & (INCOMPAT_CHECKSUM_2 | INCOMPAT_CHECKSUM_3)) != 0;
    }

    /** Version 3 keeps 32 bits of each data block's checksum, version 2 only 16. */
    boolean tagsHaveWholeChecksums() {
        return (incompat & INCOMPAT_CHECKSUM_3) != 0;
    }

    /** Version 1: one checksum over a whole transaction. */
    boolean hasCommitChecksums() {
        return (compat & COMPAT_CHECKSUM) != 0;
    }

    /** In bytes, of a tag in a descriptor block. */
    int tagSize() {
        if (tagsHaveWholeChecksums()) {
            return 16;
        }
        return 8 + ((incompat & INCOMPAT_CHECKSUM_2) != 0 ? 2 : 0) + (is64Bit() ? 4 : 0);
    }
}
