package org.lifeboat.restore;

import org.lifeboat.problem.Problem;

import java.util.Optional;

/**
 * What became of one chunk.
 *
 * @param name as in the backup
 * @param size in bytes, as stored
 * @param problem why it is not verified, or what happened on the way
 * @param from the name of the other copy that something of it was taken from
 */
public record ChunkResult(
        String name,
        ChunkVerdict verdict,
        long size,
        Hmacs hmacs,
        Optional<Problem> problem,
        Optional<String> from) {

    /** Of the backup itself. */
    public ChunkResult(
            String name, ChunkVerdict verdict, long size, Hmacs hmacs, Optional<Problem> problem) {
        this(name, verdict, size, hmacs, problem, Optional.empty());
    }

    /** The same from another copy; from the backup itself if there is none. */
    ChunkResult from(Optional<String> copy) {
        return new ChunkResult(name, verdict, size, hmacs, problem, copy);
    }

    /** The HMAC in the backup in lower-case hexadecimal digits, empty if there is none. */
    public String storedHmac() {
        return hmacs.stored();
    }

    /** The HMAC of its bytes, likewise; empty if the chunk was not read. */
    public String computedHmac() {
        return hmacs.computed();
    }
}
