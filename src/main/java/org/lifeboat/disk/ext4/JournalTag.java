package org.lifeboat.disk.ext4;

import java.util.ArrayList;
import java.util.List;

/**
 * One data block that a descriptor block announces.
 *
 * @param block where it belongs in the file system
 * @param checksum of its sequence number and content, in version 2 the low 16 bits of it
 * @param escaped whether its first four bytes were the journal's magic, and are zeros in the log
 */
record JournalTag(long block, int checksum, boolean escaped) {

    private static final int HEADER = 12;
    private static final int TAIL = 4;
    private static final int ESCAPED = 1;
    private static final int SAME_UUID = 2;
    private static final int LAST = 8;
    private static final int UUID = 16;

    /** All tags of a descriptor block. */
    static List<JournalTag> of(byte[] descriptor, JournalSuperblock journal) {
        List<JournalTag> tags = new ArrayList<>();
        int size = journal.tagSize();
        int end = descriptor.length - (journal.hasBlockChecksums() ? TAIL : 0);
        int at = HEADER;
        int flags = 0;
        while (at + size <= end && (flags & LAST) == 0) {
            long block = Bytes.u32be(descriptor, at);
            if (journal.is64Bit()) {
                block |= Bytes.u32be(descriptor, at + 8) << 32;
            }
            boolean whole = journal.tagsHaveWholeChecksums();
            flags = whole ? Bytes.i32be(descriptor, at + 4) : Bytes.u16be(descriptor, at + 6);
            int checksum =
                    whole ? Bytes.i32be(descriptor, at + 12) : Bytes.u16be(descriptor, at + 4);
            tags.add(new JournalTag(block, checksum, (flags & ESCAPED) != 0));
            at += size + ((flags & SAME_UUID) == 0 ? UUID : 0);
        }
        return tags;
    }

    /** Whether what the log has for it is what was written there. */
    boolean agrees(byte[] content, int sequence, JournalSuperblock journal) {
        if (!journal.hasBlockChecksums()) {
            return true;
        }
        int seed = Crc.crc32c(journal.checksumSeed, Bytes.be32(sequence));
        int crc = Crc.crc32c(seed, content);
        return journal.tagsHaveWholeChecksums() ? crc == checksum : (crc & 0xffff) == checksum;
    }
}
