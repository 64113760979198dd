package org.lifeboat.archive;

/**
 * Where the entry lies that authenticates a chunk. Its name is the chunk's with a suffix.
 *
 * @param offset where its data begins, in bytes from the start of the backup
 * @param size bytes of data that are there
 * @param isCutOff whether its header promises more than there is
 */
public record Proof(long offset, long size, boolean isCutOff) {

    static Proof of(OuterEntry entry) {
        return new Proof(entry.offset(), entry.size(), entry.isCutOff());
    }
}
