package org.lifeboat.restore;

import org.lifeboat.problem.Problem;

import java.util.Optional;

/**
 * What became of one chunk.
 *
 * @param name as in the backup
 * @param size in bytes, as stored
 * @param storedHmac in lower-case hexadecimal digits, empty if there is none
 * @param computedHmac the same, empty if the chunk was not read
 * @param problem why it is not verified, or what happened on the way
 */
public record ChunkResult(
        String name,
        Verdict verdict,
        long size,
        String storedHmac,
        String computedHmac,
        Optional<Problem> problem) {

    public enum Verdict {
        VERIFIED,
        FAILED,
        MISSING,
        UNREAD
    }
}
