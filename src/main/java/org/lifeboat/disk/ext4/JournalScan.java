package org.lifeboat.disk.ext4;

import java.io.IOException;
import java.util.Optional;

/**
 * The first pass: how far the log can be believed.
 *
 * @param end the number of the first transaction that is not complete
 * @param damaged whether a transaction is complete, yet a checksum of it differs
 */
record JournalScan(int end, boolean damaged) {

    private static final int COMMIT_CHECKSUM = 16;
    private static final byte CRC32 = 1;

    static JournalScan of(JournalLog log, JournalSuperblock superblock) throws IOException {
        JournalCursor cursor = new JournalCursor(log, superblock);
        int transaction = cursor.sequence();
        int crc = Crc.START;
        boolean agrees = true;
        for (Optional<JournalRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
            switch (next.get()) {
                case JournalRecord.Blocks blocks -> {
                    agrees &= blocks.agrees();
                    if (superblock.hasCommitChecksums()) {
                        crc = crc(crc, blocks, log, superblock);
                    }
                }
                case JournalRecord.Revocation revocation -> agrees &= revocation.agrees();
                case JournalRecord.Commit commit -> {
                    if (!agrees || !commitAgrees(commit.block(), crc, superblock)) {
                        return new JournalScan(transaction, true);
                    }
                    crc = Crc.START;
                    transaction = cursor.sequence();
                }
            }
        }
        return new JournalScan(transaction, false);
    }

    /** The checksum of a transaction's descriptors and content, continued from those before. */
    private static int crc(
            int before, JournalRecord.Blocks blocks, JournalLog log, JournalSuperblock superblock)
            throws IOException {
        int crc = Crc.crc32Be(before, blocks.block());
        long at = blocks.first();
        for (int i = 0; i < blocks.tags().size(); i++) {
            crc = Crc.crc32Be(crc, log.block(at));
            at = superblock.after(at);
        }
        return crc;
    }

    private static boolean commitAgrees(
            byte[] block, int transactionCrc, JournalSuperblock superblock) {
        int stored = Bytes.i32be(block, COMMIT_CHECKSUM);
        if (superblock.hasBlockChecksums()) {
            int seed = superblock.checksumSeed;
            return Crc.crc32c(seed, block, 0, block.length, COMMIT_CHECKSUM, 4) == stored;
        }
        if (superblock.hasCommitChecksums()) {
            boolean unused = block[12] == 0 && block[13] == 0 && stored == 0;
            return unused || block[12] == CRC32 && block[13] == 4 && stored == transactionCrc;
        }
        return true;
    }
}
