package org.lifeboat.format;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.header.HmacFile;
import org.lifeboat.problem.ChunkProblem;

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
        return Authentication.of("", proof.stored(), proof.computed(), Authentication.AS_STORED);
    }

    Authentication authenticate(
            Chunk chunk,
            ChunkBytes bytes,
            Optional<byte[]> proofEntry,
            AuthenticationListener listener) {
        String name = chunk.entry().name();
        DigestAlgorithm.Hmac hmac = proof.digest().hmac(passphrase);
        bytes.visit(
                0,
                bytes.size(),
                (piece, offset, length) -> {
                    hmac.update(piece, offset, length);
                    listener.moved(length);
                });
        String computed = hmac.finishHex();
        if (proofEntry.isEmpty()) {
            return Authentication.failed(new ChunkProblem.WithoutHmac(name), "", computed);
        }
        Optional<String> stored = HmacFile.parse(proofEntry.get());
        return stored.isEmpty()
                ? Authentication.failed(new ChunkProblem.HmacUnreadable(name), "", computed)
                : Authentication.of(name, stored.get(), computed, Authentication.AS_STORED);
    }
}
