package org.lifeboat.format;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.problem.Code;

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
        String stored, String computed, Optional<Code> failure, Decoder decoder) {

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

    /** The verdict on two HMACs. */
    static Authentication of(String stored, String computed, Decoder decoder) {
        Optional<Code> failure =
                stored.equals(computed) ? Optional.empty() : Optional.of(Code.CHUNK_FAILED);
        return new Authentication(stored, computed, failure, decoder);
    }
}
