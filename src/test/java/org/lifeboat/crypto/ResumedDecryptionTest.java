package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

class ResumedDecryptionTest {

    private static final byte[] KEY = random(32, 1);
    private static final byte[] IV = random(16, 2);
    private static final byte[] PLAIN = random(200_003, 3);

    private static byte[] random(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] encrypt(String mode) throws Exception {
        String padding = mode.equals("CBC") || mode.equals("ECB") ? "/PKCS5Padding" : "/NoPadding";
        Cipher cipher = Cipher.getInstance("AES/" + mode + padding);
        SecretKeySpec key = new SecretKeySpec(KEY, "AES");
        if (mode.equals("ECB")) {
            cipher.init(Cipher.ENCRYPT_MODE, key);
        } else {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(IV));
        }
        return cipher.doFinal(PLAIN);
    }

    private static byte[] resume(String mode, byte[] ciphertext, int from, int to, boolean hasEnd)
            throws IOException {
        CipherAlgorithm cipher = CipherAlgorithm.named("aes-256-" + mode).orElseThrow();
        byte[] iv = Arrays.copyOf(IV, cipher.ivBytes());
        try (InputStream plain =
                ResumedDecryption.open(
                        cipher,
                        cipher.decryptor(KEY, iv),
                        new ByteArrayInputStream(ciphertext, from, to - from),
                        from,
                        hasEnd)) {
            return plain.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"CBC, 32", "ECB, 32", "CFB, 32", "CFB8, 32", "OFB, 0", "CTR, 0"})
    void fromAnyPlaceOnAllButAFewBlocksAreRight(String mode, int most) throws Exception {
        byte[] ciphertext = encrypt(mode);
        for (int from : new int[] {0, 1, 15, 16, 17, 4096, 65_536 + 7, 199_968}) {
            byte[] plain = resume(mode, ciphertext, from, ciphertext.length, true);
            assertThat(plain.length).isGreaterThanOrEqualTo(PLAIN.length - from - most);
            assertThat(
                            Arrays.mismatch(
                                    plain,
                                    Arrays.copyOfRange(
                                            PLAIN, PLAIN.length - plain.length, PLAIN.length)))
                    .isEqualTo(-1);
        }
    }

    /** Feedback of single bits needs all that lies before. */
    @Test
    void onlyFeedbackOfSingleBitsCannotBeResumed() {
        assertThat(CipherAlgorithm.names())
                .allSatisfy(
                        name ->
                                assertThat(CipherAlgorithm.named(name).orElseThrow().canResume())
                                        .isEqualTo(!name.endsWith("-cfb1")));
    }

    @Test
    void closingClosesTheCiphertext() throws IOException {
        boolean[] isClosed = {false};
        InputStream ciphertext =
                new ByteArrayInputStream(new byte[16]) {
                    @Override
                    public void close() {
                        isClosed[0] = true;
                    }
                };
        CipherAlgorithm cipher = CipherAlgorithm.named("aes-256-cbc").orElseThrow();
        new DecryptingInputStream(ciphertext, cipher.decryptor(KEY, IV)).close();
        assertThat(isClosed).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CBC", "ECB", "CFB", "OFB", "CTR"})
    void whereTheStreamGoesOnBehindALossNothingIsHeldBack(String mode) throws Exception {
        byte[] ciphertext = encrypt(mode);
        byte[] plain = resume(mode, ciphertext, 0, 65_536, false);
        assertThat(Arrays.copyOf(plain, 65_536)).isEqualTo(Arrays.copyOf(PLAIN, 65_536));
    }
}
