package org.lifeboat.disk.ext4;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Goes through the log once, from its start to the first block that is not of it. */
final class JournalCursor {

    private static final int DESCRIPTOR = 1;
    private static final int COMMIT = 2;
    private static final int REVOCATION = 5;
    private static final int TAIL = 4;

    private final JournalLog log;
    private final JournalSuperblock superblock;
    private int sequence;
    private long at;

    /** The log is a ring: no block is read twice. */
    private long left;

    JournalCursor(JournalLog log, JournalSuperblock superblock) {
        this.log = log;
        this.superblock = superblock;
        this.sequence = superblock.sequence;
        this.at = superblock.start;
        this.left = superblock.end - superblock.first;
    }

    /** The number of the transaction that the next record belongs to. Numbers wrap around. */
    int sequence() {
        return sequence;
    }

    /** Whether the next record belongs to a transaction before the given one. */
    boolean isBefore(int end) {
        return sequence - end < 0;
    }

    /**
     * @return nothing where the log ends
     */
    Optional<JournalRecord> next() throws IOException {
        if (left <= 0) {
            return Optional.empty();
        }
        byte[] block = log.block(at);
        if (Bytes.i32be(block, 0) != Journal.MAGIC || Bytes.i32be(block, 8) != sequence) {
            return Optional.empty();
        }
        skip(1);
        return switch (Bytes.i32be(block, 4)) {
            case DESCRIPTOR -> blocks(block);
            case REVOCATION ->
                    Optional.of(new JournalRecord.Revocation(block, checksumAgrees(block)));
            case COMMIT -> {
                sequence++;
                yield Optional.of(new JournalRecord.Commit(block));
            }
            default -> Optional.empty();
        };
    }

    private Optional<JournalRecord> blocks(byte[] descriptor) {
        List<JournalTag> tags = JournalTag.of(descriptor, superblock);
        if (tags.size() > left) {
            return Optional.empty();
        }
        long first = at;
        skip(tags.size());
        return Optional.of(
                new JournalRecord.Blocks(descriptor, checksumAgrees(descriptor), tags, first));
    }

    private void skip(int blocks) {
        left -= blocks;
        for (int i = 0; i < blocks; i++) {
            at = superblock.after(at);
        }
    }

    /** Descriptors and revocations end with their checksum. */
    private boolean checksumAgrees(byte[] block) {
        int tail = block.length - TAIL;
        return !superblock.hasBlockChecksums()
                || Crc.crc32c(superblock.checksumSeed, block, 0, block.length, tail, TAIL)
                        == Bytes.i32be(block, tail);
    }
}
