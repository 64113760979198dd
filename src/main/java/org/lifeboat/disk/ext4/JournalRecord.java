package org.lifeboat.disk.ext4;

import java.util.List;

/** One step of the log (Linux, Documentation/filesystems/ext4/journal.rst). */
sealed interface JournalRecord {

    /**
     * Blocks of the file system, whose content follows in the log.
     *
     * @param block the descriptor itself
     * @param agrees whether its checksum does
     * @param first the number, in the log, of the block that belongs to the first tag
     */
    record Blocks(byte[] block, boolean agrees, List<JournalTag> tags, long first)
            implements JournalRecord {}

    /**
     * Blocks whose older content in the log must not be applied.
     *
     * @param agrees whether the checksum does
     */
    record Revocation(byte[] block, boolean agrees) implements JournalRecord {}

    /** The end of a transaction. */
    record Commit(byte[] block) implements JournalRecord {}
}
