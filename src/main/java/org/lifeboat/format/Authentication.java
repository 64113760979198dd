package org.lifeboat.format;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.crypto.HmacDigits;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Whether bytes match what vouches for them. Only bytes that do are decoded, unless somebody wishes
 * to see what the others give as well.
 */
public sealed interface Authentication {

    /** The HMAC in the backup, in lower-case hexadecimal digits; empty if there is none. */
    String stored();

    /** The HMAC of the bytes, likewise; empty if it could not be computed. */
    String computed();

    /**
     * They match.
     *
     * @param decoder makes the chunk's part of the archive out of the bytes
     */
    record Authentic(String stored, String computed, Decoder decoder) implements Authentication {}

    /**
     * They do not match, or nothing vouches for them.
     *
     * @param decoder makes something out of the bytes that nothing vouches for; nothing if their
     *     key is lost
     */
    record Failed(String stored, String computed, Problem reason, Optional<Decoder> decoder)
            implements Authentication {}

    /** Gives a chunk's stored bytes from a position on, up to its end. */
    @FunctionalInterface
    interface StoredFrom {
        InputStream from(long position) throws IOException;
    }

    /** Opens a chunk's bytes, which are released as they are used. */
    @FunctionalInterface
    interface Decoder {
        /** The bytes as they are. */
        Decoder AS_STORED =
                (bytes, release, consumed) -> bytes.consume(0, bytes.size(), release, consumed);

        /**
         * @param consumed told how many more stored bytes were used up
         */
        InputStream open(ChunkBytes bytes, ChunkBytes.Release release, IntConsumer consumed);

        /**
         * Opens the chunk's part of the archive somewhere in its middle.
         *
         * @param position of the first byte that is wanted, among those that the chunk decodes to
         * @param bytes the same that were authenticated
         */
        default InputStream openAt(long position, StoredFrom bytes) throws IOException {
            return bytes.from(position);
        }

        /**
         * Where something that was stored lies among the bytes that the chunk decodes to; the
         * nearest of them if it is none.
         */
        default long position(long stored) {
            return stored;
        }
    }

    /**
     * The verdict on two HMACs.
     *
     * @param name of what they are of
     */
    static Authentication of(String name, String stored, String computed, Decoder decoder) {
        return HmacDigits.areEqual(stored, computed)
                ? new Authentic(stored, stored, decoder)
                : new Failed(stored, computed, new ChunkProblem.Failed(name), Optional.of(decoder));
    }
}
