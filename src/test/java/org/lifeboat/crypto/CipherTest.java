package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.testing.TestData;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class CipherTest {

    private static final Path FOLDER = TestData.path("vectors/ciphers");

    private static final byte[] PLAINTEXT = TestData.bytes(FOLDER.resolve("plaintext"));

    /** openssl 3 has no IDEA to make vectors with; a published one stands below. */
    private static final Set<String> WITHOUT_VECTOR =
            Set.of("idea-cbc", "idea-cfb", "idea-ofb", "idea-ecb");

    /** What {@code openssl enc -NAME -md DERIVATION} wrote. */
    private record Vector(String name, String derivation, byte[] file) {
        private static Vector read(Path path) {
            String name = path.getFileName().toString();
            int dot = name.lastIndexOf('.');
            return new Vector(
                    name.substring(0, dot), name.substring(dot + 1), TestData.bytes(path));
        }

        private CipherAlgorithm cipher() {
            return CipherAlgorithm.named(name).orElseThrow();
        }

        private boolean isPadded() {
            return cipher().name().endsWith("-cbc") || cipher().name().endsWith("-ecb");
        }

        private byte[] decrypt(int length) throws IOException {
            try (Passphrase passphrase = TestData.passphrase("vectors");
                    InputStream ciphertext = new ByteArrayInputStream(file, 0, length)) {
                byte[] header = ciphertext.readNBytes(OpensslEnc.HEADER);
                assertThat(OpensslEnc.hasMagic(header)).isTrue();
                Decryptor decryptor =
                        OpensslEnc.decryptor(
                                header,
                                cipher(),
                                DigestAlgorithm.named(derivation).orElseThrow(),
                                passphrase);
                return new DecryptingInputStream(ciphertext, decryptor).readAllBytes();
            }
        }
    }

    private static List<Vector> vectors() {
        return TestData.files(FOLDER).stream()
                .filter(path -> path.getFileName().toString().matches(".*\\.[a-z]+[0-9]*"))
                .filter(path -> !path.getFileName().toString().equals("unavailable.txt"))
                .map(Vector::read)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyCiphertextOfOpensslDecrypts() {
        return vectors().stream()
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.name() + " with " + vector.derivation(),
                                        () ->
                                                assertThat(vector.decrypt(vector.file().length))
                                                        .isEqualTo(PLAINTEXT)));
    }

    @Test
    void everyCipherHasAVector() {
        Set<String> covered =
                vectors().stream()
                        .map(vector -> vector.cipher().name())
                        .collect(Collectors.toSet());
        assertThat(covered).doesNotContainAnyElementsOf(WITHOUT_VECTOR);
        covered.addAll(WITHOUT_VECTOR);
        assertThat(CipherAlgorithm.names()).containsExactlyInAnyOrderElementsOf(covered);
    }

    @Test
    void everyKeyDerivationHasAVector() {
        assertThat(vectors())
                .extracting(vector -> DigestAlgorithm.named(vector.derivation()).orElseThrow())
                .containsAll(OpensslEnc.DERIVATIONS);
        assertThat(OpensslEnc.DERIVATIONS)
                .containsExactlyInAnyOrder(DigestAlgorithm.values())
                .startsWith(DigestAlgorithm.MD5, DigestAlgorithm.SHA256);
    }

    @TestFactory
    Stream<DynamicTest> aCiphertextThatIsCutWithinABlockHasADamagedEnd() {
        return vectors().stream()
                .filter(Vector::isPadded)
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.name(),
                                        () ->
                                                assertEndIsDamaged(
                                                        vector, vector.file().length - 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes-256-cbc", "camellia-256-cbc", "des-ede3-cbc", "bf-ecb"})
    void aCiphertextWithoutItsLastBlockHasADamagedEnd(String name) {
        Vector vector = Vector.read(FOLDER.resolve(name + ".md5"));
        assertEndIsDamaged(vector, vector.file().length - 16);
    }

    @Test
    void theRightKeyAloneDecrypts() {
        Vector vector = Vector.read(FOLDER.resolve("aes-256-cbc.md5"));
        Vector wrong = new Vector("aes-256-cbc", "sha256", vector.file());
        assertEndIsDamaged(wrong, vector.file().length);
    }

    private static void assertEndIsDamaged(Vector vector, int length) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> vector.decrypt(length))
                .extracting(thrown -> thrown.problem().getClass())
                .isEqualTo(StreamProblem.CipherEndDamaged.class);
    }

    @Test
    void onlyAFileWithMagicAndSaltIsOpenssls() {
        byte[] start = Arrays.copyOf("Salted__".getBytes(StandardCharsets.US_ASCII), 16);
        assertThat(OpensslEnc.hasMagic(start)).isTrue();
        assertThat(OpensslEnc.hasMagic(Arrays.copyOf(start, 17))).isTrue();
        assertThat(OpensslEnc.hasMagic(Arrays.copyOf(start, 15))).isFalse();
        for (int i = 0; i < 8; i++) {
            byte[] other = start.clone();
            other[i] ^= 1;
            assertThat(OpensslEnc.hasMagic(other)).isFalse();
        }
        start[8] = 1;
        assertThat(OpensslEnc.hasMagic(start)).isTrue();
    }

    /** X. Lai, "On the Design and Security of Block Ciphers", 1992: IDEA's test vector. */
    @Test
    void ideaIsTheOneOfItsInventors() {
        HexFormat hex = HexFormat.of();
        byte[] key = hex.parseHex("00010002000300040005000600070008");
        byte[] plain = hex.parseHex("0000000100020003");
        byte[] cipher = hex.parseHex("11fbed2b01986de5");
        byte[] zeros = new byte[8];
        assertThat(firstBlock("idea-ecb", key, new byte[0], cipher)).isEqualTo(plain);
        assertThat(firstBlock("idea-cbc", key, zeros, cipher)).isEqualTo(plain);
        assertThat(firstBlock("idea-cbc", key, plain, cipher)).isEqualTo(zeros);
        assertThat(firstBlock("idea-cfb", key, plain, zeros)).isEqualTo(cipher);
        assertThat(firstBlock("idea-ofb", key, plain, cipher)).isEqualTo(zeros);
    }

    private static byte[] firstBlock(String name, byte[] key, byte[] iv, byte[] block) {
        Decryptor decryptor = CipherAlgorithm.named(name).orElseThrow().decryptor(key, iv);
        // Padded modes keep the last block back.
        byte[] twoBlocks = Arrays.copyOf(block, 16);
        byte[] output = new byte[64];
        assertThat(decryptor.update(twoBlocks, 0, 16, output)).isGreaterThanOrEqualTo(8);
        return Arrays.copyOf(output, 8);
    }

    @ParameterizedTest
    @CsvSource({
        "aes256, aes-256-cbc",
        "aes192, aes-192-cbc",
        "aes128, aes-128-cbc",
        "AES-256-CBC, aes-256-cbc",
        "camellia256, camellia-256-cbc",
        "des3, des-ede3-cbc",
        "des, des-cbc",
        "desx, desx-cbc",
        "blowfish, bf-cbc",
        "bf, bf-cbc",
        "cast, cast5-cbc",
        "cast-cbc, cast5-cbc",
        "rc2, rc2-cbc",
        "idea, idea-cbc",
        "seed, seed-cbc",
        "rc4, rc4"
    })
    void aCipherIsKnownByOpensslsNamesInAnyCase(String alias, String name) {
        assertThat(CipherAlgorithm.named(alias).orElseThrow().name()).isEqualTo(name);
        assertThat(CipherAlgorithm.named(alias.toUpperCase(Locale.ROOT)).orElseThrow().name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "aes", "aes-512-cbc", "aes-256-gcm", "none", "aes-256-cbc "})
    void anUnknownCipherIsNotGuessed(String name) {
        assertThat(CipherAlgorithm.named(name)).isEmpty();
    }
}
