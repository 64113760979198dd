package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.TestData;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class HmacTest {

    private static final Json VECTORS = TestData.json(TestData.path("vectors/hmac.json"));

    @TestFactory
    Stream<DynamicTest> everyHmacIsTheOneOfOpenssl() {
        byte[] message = HexFormat.of().parseHex(VECTORS.text("messageHex"));
        return VECTORS.get("vectors").elements().stream()
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.text("digest")
                                                + ", key of "
                                                + vector.text("key").length(),
                                        () ->
                                                assertThat(hmac(vector, message, message.length))
                                                        .isEqualTo(vector.text("hmac"))));
    }

    @Test
    void anHmacDoesNotDependOnHowItsMessageIsCutIntoPieces() {
        byte[] message = HexFormat.of().parseHex(VECTORS.text("messageHex"));
        for (Json vector : VECTORS.get("vectors").elements()) {
            assertThat(hmac(vector, message, 7)).isEqualTo(vector.text("hmac"));
        }
    }

    @Test
    void everyDigestHasAVector() {
        Set<String> covered =
                VECTORS.get("vectors").elements().stream()
                        .map(vector -> vector.text("digest").toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        assertThat(DigestAlgorithm.values())
                .extracting(DigestAlgorithm::name)
                .containsExactlyInAnyOrderElementsOf(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "sha512, SHA512",
        "SHA512, SHA512",
        "SHA2-512, SHA512",
        "RSA-SHA512, SHA512",
        "rsa-sha512, SHA512",
        "sha512WithRSAEncryption, SHA512",
        "sha1, SHA1",
        "RSA-SHA1, SHA1",
        "RSA-SHA1-2, SHA1",
        "DSA, SHA1",
        "dsa, SHA1",
        "DSA-SHA1, SHA1",
        "dss1, SHA1",
        "ecdsa-with-SHA1, SHA1",
        "sha256, SHA256",
        "RSA-SHA256, SHA256",
        "sha384, SHA384",
        "sha224, SHA224",
        "MD5, MD5",
        "ssl3-md5, MD5",
        "ripemd160, RIPEMD160",
        "ripemd, RIPEMD160",
        "rmd160, RIPEMD160",
        "RSA-RIPEMD160, RIPEMD160",
        "Whirlpool, WHIRLPOOL",
        "md4, MD4",
        "RSA-MD4, MD4"
    })
    void aDigestIsKnownByOpensslsNamesInAnyCase(String name, DigestAlgorithm digest) {
        assertThat(DigestAlgorithm.named(name)).contains(digest);
        assertThat(DigestAlgorithm.named(name.toUpperCase(Locale.ROOT))).contains(digest);
        assertThat(DigestAlgorithm.named(name.toLowerCase(Locale.ROOT))).contains(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "sha-513", "SHA512 ", "md2", "none", "SHA3-512"})
    void anUnknownDigestIsNotGuessed(String name) {
        assertThat(DigestAlgorithm.named(name)).isEmpty();
    }

    private static String hmac(Json vector, byte[] message, int piece) {
        DigestAlgorithm digest = DigestAlgorithm.named(vector.text("digest")).orElseThrow();
        try (Passphrase key = TestData.passphrase(vector.text("key"))) {
            DigestAlgorithm.Hmac hmac = digest.hmac(key);
            for (int at = 0; at < message.length; at += piece) {
                hmac.update(message, at, Math.min(piece, message.length - at));
            }
            return hmac.finishHex();
        }
    }
}
