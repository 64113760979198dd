package org.lifeboat.format;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.header.HmacFile;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.watch.Watch;

import java.util.Optional;

/**
 * Formats 2 and 3: an HMAC a chunk under the passphrase itself, over the chunk's stored bytes, by
 * the digest that the header matched with.
 */
final class HmacLayer {

    private final HeaderProof proof;
    private final Passphrase passphrase;

    /**
     * @param passphrase stays its owner's
     */
    HmacLayer(HeaderProof proof, Passphrase passphrase) {
        this.proof = proof;
        this.passphrase = passphrase;
    }

    String algorithm() {
        return proof.digest().name();
    }

    Authentication headerAuthentication() {
        return Authentication.of(
                "", proof.stored(), proof.computed(), Authentication.Decoder.AS_STORED);
    }

    DigestAlgorithm.Hmac fresh() {
        return proof.digest().hmac(passphrase);
    }

    Authentication authenticate(
            Chunk chunk, ChunkBytes bytes, Optional<byte[]> proofEntry, Watch watch) {
        String name = chunk.entry().name();
        String computed = ChunkHmac.of(fresh(), bytes, bytes.size(), watch);
        if (proofEntry.isEmpty()) {
            return unproven(computed, new ChunkProblem.WithoutHmac(name));
        }
        Optional<String> stored = HmacFile.parse(proofEntry.get());
        return stored.isEmpty()
                ? unproven(computed, new ChunkProblem.HmacUnreadable(name))
                : Authentication.of(name, stored.get(), computed, Authentication.Decoder.AS_STORED);
    }

    private static Authentication unproven(String computed, Problem why) {
        return new Authentication.Failed(
                "", computed, why, Optional.of(Authentication.Decoder.AS_STORED));
    }
}
