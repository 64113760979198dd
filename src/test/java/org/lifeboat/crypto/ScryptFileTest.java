package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Watch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** A file of the {@code scrypt} program, as another implementation of it writes it. */
class ScryptFileTest {

    private static final byte[] CONTENT = BackupBuilder.random(1, 50_000);

    private static final byte[] FILE =
            new BackupBuilder().format4().authentic("vm1/a.000", CONTENT).bytes();

    private static final String BINDING = "20260101T120000-1234!vm1/a.000!";

    private static ScryptHeader header() {
        return ScryptHeader.parse(FILE).orElseThrow();
    }

    private static ScryptKeys keys(String passphrase) throws ScryptTooCostlyException {
        try (Passphrase secret = TestData.passphrase(passphrase)) {
            return ScryptKeys.derive(header(), secret, Watch.NOBODY);
        }
    }

    @Test
    void aHeaderTellsWhatAKeyCosts() {
        assertThat(header().parameters()).isEqualTo(new ScryptParameters(1, 1, 1));
        byte[] costly = FILE.clone();
        costly[7] = (byte) 200;
        byte[] checksum = TestData.sha256().digest(Arrays.copyOf(costly, 48));
        System.arraycopy(checksum, 0, costly, 48, 16);
        assertThat(ScryptHeader.parse(costly).orElseThrow().parameters().logN()).isEqualTo(200);
    }

    @Test
    void theRightPassphraseMatchesTheHeadersHmac() throws ScryptTooCostlyException {
        try (ScryptKeys keys = keys(BINDING + BackupBuilder.PASSPHRASE)) {
            assertThat(keys.headerHmac(header()))
                    .isEqualTo(header().storedHmac())
                    .isEqualTo(HexFormat.of().formatHex(FILE, 64, 96));
        }
        try (ScryptKeys keys = keys(BackupBuilder.PASSPHRASE)) {
            assertThat(keys.headerHmac(header())).isNotEqualTo(header().storedHmac());
        }
    }

    @Test
    void theLastBytesAreTheHmacOfAllBefore() throws ScryptTooCostlyException {
        try (ScryptKeys keys = keys(BINDING + BackupBuilder.PASSPHRASE)) {
            DigestAlgorithm.Hmac hmac = keys.hmac();
            int covered = FILE.length - ScryptHeader.HMAC_LENGTH;
            hmac.update(FILE, 0, 100);
            hmac.update(FILE, 100, covered - 100);
            assertThat(hmac.finish()).isEqualTo(Arrays.copyOfRange(FILE, covered, FILE.length));
        }
    }

    @Test
    void theDataDecryptToTheirLastByte() throws IOException, ScryptTooCostlyException {
        int length = FILE.length - ScryptHeader.LENGTH - ScryptHeader.HMAC_LENGTH;
        try (ScryptKeys keys = keys(BINDING + BackupBuilder.PASSPHRASE);
                DecryptingInputStream plain =
                        new DecryptingInputStream(
                                new ByteArrayInputStream(FILE, ScryptHeader.LENGTH, length),
                                keys.decryptor())) {
            assertThat(plain.read()).isEqualTo(CONTENT[0] & 0xff);
            assertThat(plain.read(new byte[1], 0, 0)).isZero();
            assertThat(plain.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(CONTENT, 1, CONTENT.length));
            assertThat(plain.read()).isEqualTo(-1);
        }
    }

    /** Of the magic, the version, N, r, p, the salt and the checksum. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 7, 8, 15, 16, 47, 48, 63})
    void aHeaderWithAFlippedBitIsNone(int place) {
        byte[] flipped = FILE.clone();
        flipped[place] ^= 1;
        assertThat(ScryptHeader.parse(flipped)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"96, true", "95, false", "7, false", "0, false"})
    void aHeaderThatIsCutIsNone(int length, boolean isOne) {
        assertThat(ScryptHeader.parse(Arrays.copyOf(FILE, length)).isPresent()).isEqualTo(isOne);
    }

    @Test
    void theMagicIsSevenBytes() {
        assertThat(ScryptHeader.hasMagic(Arrays.copyOf(FILE, 7))).isTrue();
        assertThat(ScryptHeader.hasMagic(Arrays.copyOf(FILE, 6))).isFalse();
        assertThat(ScryptHeader.hasMagic("scrypt1".getBytes())).isFalse();
    }

    @Test
    void whatMakesTheKeysIsComparedWithoutTheHmac() {
        byte[] other = FILE.clone();
        other[64] ^= 1;
        assertThat(ScryptHeader.parse(other).orElseThrow().saltAndParameters())
                .isEqualTo(header().saltAndParameters());
        byte[] another = new BackupBuilder().format4().authentic("vm1/a.001", CONTENT).bytes();
        assertThat(ScryptHeader.parse(another).orElseThrow().saltAndParameters())
                .isNotEqualTo(header().saltAndParameters());
    }

    @ParameterizedTest
    @CsvSource({"ab12, ab12, true", "ab12, ab13, false", "ab12, ab1, false", "'', '', true"})
    void hmacsAreEqualDigitByDigit(String one, String other, boolean equal) {
        assertThat(HmacDigits.areEqual(one, other)).isEqualTo(equal);
    }
}
