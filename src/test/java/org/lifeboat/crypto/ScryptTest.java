package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

class ScryptTest {

    private static final ScryptMemory MEMORY = new ScryptMemory(64 << 20, 128 << 20, Runnable::run);

    private static byte[] derive(String passphrase, byte[] salt, int logN, int r, int p)
            throws ScryptTooCostlyException {
        try (Passphrase secret = TestData.passphrase(passphrase)) {
            return new Scrypt(MEMORY)
                    .derive(secret, salt, new ScryptParameters(logN, r, p), 64, Watch.NOBODY);
        }
    }

    /** RFC 7914, section 12; the last one there takes 1 GiB and is left out. */
    @ParameterizedTest
    @CsvSource({
        "'', '', 4, 1, 1,"
            + " 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
        "password, NaCl, 10, 8, 16,"
            + " fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
        "pleaseletmein, SodiumChloride, 14, 8, 1,"
            + " 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    })
    void theVectorsOfTheRfcComeOut(
            String passphrase, String salt, int logN, int r, int p, String key)
            throws ScryptTooCostlyException {
        byte[] derived = derive(passphrase, salt.getBytes(StandardCharsets.US_ASCII), logN, r, p);
        assertThat(HexFormat.of().formatHex(derived)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 3, 2", "5, 1, 7", "7, 5, 3", "11, 16, 1", "9, 8, 4"})
    void bouncyCastleDerivesTheSame(int logN, int r, int p) throws ScryptTooCostlyException {
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, (byte) (logN * r * p)};
        byte[] expected =
                SCrypt.generate("süß".getBytes(StandardCharsets.UTF_8), salt, 1 << logN, r, p, 64);
        assertThat(derive("süß", salt, logN, r, p)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8, 1",
        "32, 8, 1",
        "63, 8, 1",
        "255, 8, 1",
        "14, 0, 1",
        "14, 8, 0",
        "14, -1, 1",
        "14, 8, -1",
        "14, 2147483647, 2147483647",
        "14, 1073741823, 1",
        "1, 134217727, 1",
        "1, 1, 134217728",
        "1, 1048577, 1",
        "1, 1024, 1025",
        "29, 1, 1",
        "14, 8, 2049",
        "28, 1, 2",
        "28, 8, 1",
        "20, 8, 64"
    })
    void whatNoRealBackupAsksForIsRefusedAtOnce(int logN, int r, int p) {
        assertThatExceptionOfType(ScryptTooCostlyException.class)
                .isThrownBy(() -> derive("x", new byte[32], logN, r, p))
                .satisfies(refused -> assertThat(refused.isForWantOfMemory()).isFalse());
    }

    /** The limits themselves: 2^28 of work, 2^20 of blocks. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "28, 1, 1", "14, 8, 2048", "1, 1, 1048576", "8, 1048576, 1"})
    void whatAnyComputerMayHaveChosenIsPlausible(int logN, int r, int p) {
        assertThat(new ScryptParameters(logN, r, p).arePlausible()).isTrue();
    }

    @Test
    void workIsAllBytesThatAreWrittenAndReadAgain() {
        ScryptParameters parameters = new ScryptParameters(14, 8, 3);
        assertThat(parameters.memory()).isEqualTo(16L << 20);
        assertThat(parameters.work()).isEqualTo(2 * 3 * (16L << 20));
        assertThat(parameters).hasToString("N=2^14, r=8, p=3");
    }

    /** 64 GiB of memory, of which {@code scrypt enc} takes an eighth. */
    @Test
    void whatALargeComputerChoosesIsPlausible() {
        ScryptParameters parameters = new ScryptParameters(23, 8, 1);
        assertThat(parameters.arePlausible()).isTrue();
        assertThat(parameters.memory()).isEqualTo(8L << 30);
    }

    @Test
    void whatThisComputerHasNoMemoryForIsToldWithTheMemoryThatItTakes() {
        assertThatExceptionOfType(ScryptTooCostlyException.class)
                .isThrownBy(() -> derive("x", new byte[32], 18, 8, 1))
                .satisfies(
                        refused -> {
                            assertThat(refused.isForWantOfMemory()).isTrue();
                            assertThat(refused.needed()).isEqualTo(256 << 20);
                            assertThat(refused.available()).isEqualTo(128 << 20);
                        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "12, 8, 1", "11, 1, 3", "12, 2, 2"})
    void howMuchIsDoneGrowsEvenlyFromNothingToAll(int logN, int r, int p)
            throws ScryptTooCostlyException {
        List<Double> told = new ArrayList<>();
        try (Passphrase secret = TestData.passphrase("x")) {
            new Scrypt(MEMORY)
                    .derive(
                            secret,
                            new byte[32],
                            new ScryptParameters(logN, r, p),
                            64,
                            (stage, done) -> told.add(done));
        }
        assertThat(told).isSorted().doesNotHaveDuplicates().startsWith(0.0).endsWith(1.0);
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i)).isCloseTo(i / (told.size() - 1.0), within(1e-9));
        }
    }

    @Test
    void aDerivationCanBeStoppedInItsMiddle() {
        AtomicInteger looks = new AtomicInteger();
        Watch stop =
                (stage, done) -> {
                    if (looks.incrementAndGet() == 3) {
                        throw new CancellationException();
                    }
                };
        try (Passphrase secret = TestData.passphrase("x")) {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(
                            () ->
                                    new Scrypt(MEMORY)
                                            .derive(
                                                    secret,
                                                    new byte[32],
                                                    new ScryptParameters(15, 8, 1),
                                                    64,
                                                    stop));
        }
        assertThat(looks).hasValue(3);
    }
}
