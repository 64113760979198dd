package org.lifeboat.header;

import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.HmacDigits;
import org.lifeboat.crypto.Passphrase;

import java.util.Optional;

/**
 * Proof that bytes match their HMAC under the passphrase.
 *
 * @param digest the one with which they match
 * @param stored in lower-case hexadecimal digits, as in the backup
 * @param computed the same, from the bytes
 */
public record HeaderProof(DigestAlgorithm digest, String stored, String computed) {

    /**
     * Tries the digests in order, since the header that names the right one must not be read
     * before.
     *
     * @param stored lower-case hexadecimal digits
     */
    public static Optional<HeaderProof> find(byte[] bytes, String stored, Passphrase passphrase) {
        for (DigestAlgorithm digest : DigestAlgorithm.values()) {
            DigestAlgorithm.Hmac hmac = digest.hmac(passphrase);
            hmac.update(bytes, 0, bytes.length);
            String computed = hmac.finishHex();
            if (HmacDigits.areEqual(computed, stored)) {
                return Optional.of(new HeaderProof(digest, stored, computed));
            }
        }
        return Optional.empty();
    }
}
