package org.lifeboat.format;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Whether bytes match what vouches for them.
 *
 * @param stored the HMAC in the backup, in lower-case hexadecimal digits; empty if there is none
 * @param computed the HMAC of the bytes
 * @param failure why they do not match; nothing if they do
 * @param decoder makes the chunk's part of the archive out of authentic bytes
 */
public record Authentication(
        String stored, String computed, Optional<Problem> failure, Decoder decoder) {

    /** Opens a chunk's bytes, which are let go of as they are used. */
    @FunctionalInterface
    public interface Decoder {
        InputStream open(ChunkBytes bytes, ChunkBytes.Release release, IntConsumer consumed);
    }

    /** The bytes as they are. */
    static final Decoder AS_STORED =
            (bytes, release, consumed) -> bytes.consume(0, bytes.size(), release, consumed);

    public boolean isAuthentic() {
        return failure.isEmpty();
    }

    /**
     * The verdict on two HMACs.
     *
     * @param name of what they are of
     */
    static Authentication of(String name, String stored, String computed, Decoder decoder) {
        return stored.equals(computed)
                ? new Authentication(stored, computed, Optional.empty(), decoder)
                : failed(new ChunkProblem.Failed(name), stored, computed);
    }

    /** Nothing may be decoded. */
    static Authentication failed(Problem problem, String stored, String computed) {
        return new Authentication(
                stored,
                computed,
                Optional.of(problem),
                (bytes, release, consumed) -> {
                    throw new IllegalStateException();
                });
    }
}
