package org.lifeboat.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.testing.TestData;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

class HeaderProofTest {

    private static final byte[] HEADER = "version=3\n".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @EnumSource
    void theDigestIsFoundByTrying(DigestAlgorithm digest) {
        try (Passphrase passphrase = TestData.passphrase("secret")) {
            String stored = hmac(digest, passphrase);
            assertThat(HeaderProof.find(HEADER, stored, passphrase))
                    .contains(new HeaderProof(digest, stored, stored));
        }
    }

    @Test
    void anotherPassphraseProvesNothing() {
        try (Passphrase passphrase = TestData.passphrase("secret");
                Passphrase other = TestData.passphrase("secret ")) {
            String stored = hmac(DigestAlgorithm.SHA512, passphrase);
            assertThat(HeaderProof.find(HEADER, stored, other)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void anotherHeaderProvesNothing() {
        try (Passphrase passphrase = TestData.passphrase("secret")) {
            String stored = hmac(DigestAlgorithm.SHA512, passphrase);
            byte[] altered = "version=4\n".getBytes(StandardCharsets.US_ASCII);
            assertThat(HeaderProof.find(altered, stored, passphrase)).isEmpty();
        }
    }

    @Test
    void aShortenedHmacProvesNothing() {
        try (Passphrase passphrase = TestData.passphrase("secret")) {
            String stored = hmac(DigestAlgorithm.SHA512, passphrase);
            assertThat(HeaderProof.find(HEADER, stored.substring(0, 40), passphrase)).isEmpty();
            assertThat(HeaderProof.find(HEADER, "", passphrase)).isEmpty();
        }
    }

    private static String hmac(DigestAlgorithm digest, Passphrase passphrase) {
        DigestAlgorithm.Hmac hmac = digest.hmac(passphrase);
        hmac.update(HEADER, 0, HEADER.length);
        return hmac.finishHex();
    }
}
