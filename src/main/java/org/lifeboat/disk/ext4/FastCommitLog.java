package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The fast commits behind a journal's log (Linux, {@code fs/ext4/fast_commit.c}). Each ends in a
 * tail with a checksum of all since the last one; they count if they follow the last transaction of
 * the log.
 *
 * @param records of all whole commits, in their order
 * @param damaged whether a commit was written that cannot be applied
 */
record FastCommitLog(List<FastCommitRecord> records, boolean damaged) {

    private static final FastCommitLog NONE = new FastCommitLog(List.of(), false);

    /** In bytes; Linux takes 256 blocks unless told otherwise. They are kept in memory. */
    private static final long MOST_BYTES = 32L << 20;

    private static final int MOST_RECORDS = 1 << 18;

    /** Tag and length. */
    private static final int HEADER = 4;

    /** Neither the checksum of a fast commit nor those of the kernel's calls start from ones. */
    private static final int CHECKSUM_START = 0;

    /**
     * @param transaction the one after the last whole one of the log
     * @throws IOException if the image cannot be read
     */
    static FastCommitLog read(JournalLog log, JournalSuperblock superblock, int transaction)
            throws IOException {
        if (!superblock.hasFastCommits()) {
            return NONE;
        }
        Reader reader = new Reader(transaction);
        long number = superblock.end + 1;
        try {
            for (; number < superblock.fastCommitsEnd; number++) {
                byte[] block = log.block(number);
                if (reader.isAtStart() && !startsHere(block, transaction)) {
                    return NONE;
                }
                if (!reader.read(block)) {
                    break;
                }
            }
            boolean damaged =
                    reader.commits == 0
                            ? !reader.isAtStart()
                            : number < superblock.fastCommitsEnd
                                    && hasTail(log, number, superblock, transaction);
            return new FastCommitLog(reader.records, damaged);
        } catch (ProblemException broken) {
            return new FastCommitLog(reader.records, true);
        }
    }

    /** What is there may be of a transaction that is in the log since. */
    private static boolean startsHere(byte[] block, int transaction) {
        return Bytes.u16(block, 0) == FastCommitRecord.HEAD
                && Bytes.u16(block, 2) >= 8
                && Bytes.i32(block, HEADER + 4) == transaction;
    }

    /**
     * Whether a commit of this transaction ends behind the last good one. Remains of older
     * transactions, which end the same way, bear other numbers.
     */
    private static boolean hasTail(
            JournalLog log, long from, JournalSuperblock superblock, int transaction)
            throws IOException {
        for (long number = from; number < superblock.fastCommitsEnd; number++) {
            byte[] block = log.block(number);
            int at = 0;
            while (at + HEADER <= block.length) {
                boolean isTail = Bytes.u16(block, at) == FastCommitRecord.TAIL;
                if (isTail && at + HEADER + 4 <= block.length) {
                    if (Bytes.i32(block, at + HEADER) == transaction) {
                        return true;
                    }
                    break;
                }
                at += HEADER + Bytes.u16(block, at + 2);
            }
        }
        return false;
    }

    /** Goes through the blocks as long as they make sense. */
    private static final class Reader {
        private final int transaction;
        private final List<FastCommitRecord> records = new ArrayList<>();
        private final List<FastCommitRecord> pending = new ArrayList<>();
        private int crc = CHECKSUM_START;
        private long bytes;
        private int commits;

        Reader(int transaction) {
            this.transaction = transaction;
        }

        boolean isAtStart() {
            return bytes == 0;
        }

        /** False if there is nothing more to be had. */
        boolean read(byte[] block) {
            bytes += block.length;
            if (bytes > MOST_BYTES) {
                return false;
            }
            int at = 0;
            while (at + HEADER <= block.length) {
                int tag = Bytes.u16(block, at);
                int end = at + HEADER + Bytes.u16(block, at + 2);
                if (end > block.length) {
                    return false;
                }
                if (tag == FastCommitRecord.TAIL) {
                    return commit(block, at, end);
                }
                crc = Crc.crc32c(crc, block, at, end);
                if (!isRead(tag, Arrays.copyOfRange(block, at + HEADER, end))) {
                    return false;
                }
                at = end;
            }
            return true;
        }

        private boolean isRead(int tag, byte[] content) {
            if (tag == FastCommitRecord.PADDING) {
                return true;
            }
            if (tag == FastCommitRecord.HEAD) {
                boolean hasKnownFeatures = content.length >= 8 && Bytes.i32(content, 0) == 0;
                return hasKnownFeatures && Bytes.i32(content, 4) == transaction;
            }
            Optional<FastCommitRecord> record = FastCommitRecord.of(tag, content);
            record.ifPresent(pending::add);
            return record.isPresent() && records.size() + pending.size() <= MOST_RECORDS;
        }

        /** The tail has the rest of its block. */
        private boolean commit(byte[] block, int at, int end) {
            int checksum = at + HEADER + 4;
            boolean agrees =
                    checksum + 4 <= end
                            && Bytes.i32(block, at + HEADER) == transaction
                            && Crc.crc32c(crc, block, at, checksum) == Bytes.i32(block, checksum);
            if (agrees) {
                records.addAll(pending);
                pending.clear();
                commits++;
                crc = CHECKSUM_START;
            }
            return agrees;
        }
    }
}
