package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Optional;

/** The second pass: for each revoked block, the last transaction that revokes it. */
final class JournalRevocations {

    /** More than the largest journal can need; they are kept in memory. */
    private static final int MOST = 1 << 20;

    private static final int HEADER = 12;
    private static final int TAIL = 4;

    private final JournalSuperblock superblock;

    /** Transactions are counted from the log's first, since their numbers wrap around. */
    private final LongMap revokedIn = new LongMap();

    private JournalRevocations(JournalSuperblock superblock) {
        this.superblock = superblock;
    }

    /**
     * @param end the first transaction that does not count
     * @throws ProblemException if a revocation makes no sense
     */
    static JournalRevocations before(int end, JournalLog log, JournalSuperblock superblock)
            throws IOException {
        JournalRevocations revocations = new JournalRevocations(superblock);
        JournalCursor cursor = new JournalCursor(log, superblock);
        while (cursor.isBefore(end)) {
            int sequence = cursor.sequence();
            Optional<JournalRecord> next = cursor.next();
            if (next.isEmpty()) {
                break;
            }
            if (next.get() instanceof JournalRecord.Revocation revocation) {
                revocations.add(revocation.block(), sequence);
            }
        }
        return revocations;
    }

    private void add(byte[] block, int sequence) throws ProblemException {
        int end = Bytes.i32be(block, HEADER);
        int most = block.length - (superblock.hasBlockChecksums() ? TAIL : 0);
        check(end >= HEADER + 4 && end <= most);
        int size = superblock.is64Bit() ? 8 : 4;
        for (int at = HEADER + 4; at + size <= end; at += size) {
            long number =
                    size == 4
                            ? Bytes.u32be(block, at)
                            : Bytes.u32be(block, at) << 32 | Bytes.u32be(block, at + 4);
            check(number >= 0 && revokedIn.size() < MOST);
            revokedIn.put(number, sequence - superblock.sequence);
        }
    }

    private static void check(boolean sensible) throws ProblemException {
        if (!sensible) {
            throw new ProblemException(new DiskProblem.JournalDamaged());
        }
    }

    /** Whether what a transaction has for a block must not be applied. */
    boolean cancel(long block, int sequence) {
        long last = revokedIn.get(block);
        return last != LongMap.NONE && last >= sequence - superblock.sequence;
    }
}
