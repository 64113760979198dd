package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.testing.Problems;
import org.lifeboat.testing.TestData;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

class CompressorsTest {

    private static final Path FOLDER = TestData.path("vectors/compressors");

    private static final String PLAINTEXT_SHA256 =
            new String(
                            TestData.bytes(FOLDER.resolve("plaintext.sha256")),
                            StandardCharsets.US_ASCII)
                    .strip()
                    .substring(0, 64);

    private static Stream<DynamicTest> forEveryFile(Consumer<Path> test) {
        return TestData.files(FOLDER).stream()
                .filter(path -> !path.getFileName().toString().endsWith(".sha256"))
                .map(
                        path ->
                                DynamicTest.dynamicTest(
                                        path.getFileName().toString(), () -> test.accept(path)));
    }

    private static Compression compressionOf(Path path) {
        String name = path.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "gz" -> Compression.GZIP;
            case "bz2" -> Compression.BZIP2;
            case "xz" -> Compression.XZ;
            case "zst" -> Compression.ZSTD;
            case "lzma" -> Compression.LZMA;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] decompress(Path path, byte[] compressed) throws IOException {
        try (InputStream in =
                new DecompressingInputStream(
                        compressionOf(path), new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCompressorsOutputIsReadToItsEnd() {
        return forEveryFile(
                path -> {
                    byte[] plain = decompressWell(path, TestData.bytes(path));
                    assertThat(TestData.sha256(plain)).isEqualTo(PLAINTEXT_SHA256);
                });
    }

    private static byte[] decompressWell(Path path, byte[] compressed) {
        try {
            return decompress(path, compressed);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCompressorIsToldByItsMagic() {
        return forEveryFile(
                path -> {
                    byte[] start = Arrays.copyOf(TestData.bytes(path), Compression.MAGIC_LENGTH);
                    assertThat(Compression.of(start)).contains(compressionOf(path));
                    assertThat(compressionOf(path).matches(start)).isTrue();
                });
    }

    @TestFactory
    Stream<DynamicTest> whatIsCutNeverEndsQuietly() {
        return forEveryFile(
                path -> {
                    byte[] whole = TestData.bytes(path);
                    for (int tenth = 1; tenth < 10; tenth++) {
                        byte[] cut = Arrays.copyOf(whole, whole.length * tenth / 10);
                        assertThat(Problems.codeOf(() -> decompress(path, cut)))
                                .as("%d tenths", tenth)
                                .isIn(
                                        StreamProblem.EndsEarly.class,
                                        StreamProblem.CompressionDamaged.class);
                    }
                    byte[] lastByteMissing = Arrays.copyOf(whole, whole.length - 1);
                    assertThat(Problems.codeOf(() -> decompress(path, lastByteMissing)))
                            .isIn(
                                    StreamProblem.EndsEarly.class,
                                    StreamProblem.CompressionDamaged.class);
                });
    }

    @TestFactory
    Stream<DynamicTest> whatFollowsTheEndIsRefused() {
        return forEveryFile(
                path -> {
                    byte[] whole = TestData.bytes(path);
                    byte[] garbage = "what does not belong here".getBytes(StandardCharsets.UTF_8);
                    byte[] longer = Arrays.copyOf(whole, whole.length + garbage.length);
                    System.arraycopy(garbage, 0, longer, whole.length, garbage.length);
                    assertThat(Problems.codeOf(() -> decompress(path, longer)))
                            .isIn(
                                    StreamProblem.GoesOn.class,
                                    StreamProblem.CompressionDamaged.class);
                });
    }

    @Test
    void zerosBehindAGzipFileAreNothingAsForGzip() throws IOException {
        Path path = FOLDER.resolve("plain.gz");
        byte[] whole = TestData.bytes(path);
        byte[] padded = Arrays.copyOf(whole, whole.length + 100_000);
        assertThat(TestData.sha256(decompress(path, padded))).isEqualTo(PLAINTEXT_SHA256);
    }

    @TestFactory
    Stream<DynamicTest> aFlippedBitIsRefused() {
        return forEveryFile(
                path -> {
                    if (path.endsWith("long-window.zst")) {
                        return; // made without a checksum
                    }
                    for (int part = 1; part < 4; part++) {
                        byte[] flipped = TestData.bytes(path);
                        flipped[flipped.length * part / 4] ^= 0x10;
                        assertThat(Problems.codeOf(() -> decompress(path, flipped)))
                                .as("%d quarters", part)
                                .isIn(
                                        StreamProblem.EndsEarly.class,
                                        StreamProblem.CompressionDamaged.class,
                                        StreamProblem.GoesOn.class);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, GZIP",
        "gzip -3, GZIP",
        "pigz, GZIP",
        "pigz -p 4, GZIP",
        "/bin/gzip -9, GZIP",
        "bzip2, BZIP2",
        "pbzip2 -p4, BZIP2",
        "lbzip2, BZIP2",
        "xz, XZ",
        "xz -T0, XZ",
        "pixz, XZ",
        "lzma, LZMA",
        "zstd, ZSTD",
        "zstd -19, ZSTD",
        "zstdmt, ZSTD",
        "' zstd ', ZSTD"
    })
    void aFilterIsKnownByItsProgramWhateverItsOptions(String filter, Compression compression) {
        assertThat(Compression.ofFilter(filter)).contains(compression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "cat", "lz4", "gzip2", "-gzip", "7z", "/", "gzip/"})
    void anUnknownFilterIsNotGuessed(String filter) {
        assertThat(Compression.ofFilter(filter)).isEmpty();
    }

    @Test
    void nothingIsNotCompressed() {
        assertThat(Compression.of(new byte[0])).isEmpty();
        assertThat(Compression.of(new byte[Compression.MAGIC_LENGTH])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bz2", "xz", "lzma"})
    void anEmptyStreamIsNoEndOfAnyKind(String suffix) {
        Path path = FOLDER.resolve("plain." + suffix);
        assertThat(Problems.codeOf(() -> decompress(path, new byte[0])))
                .isIn(StreamProblem.EndsEarly.class, StreamProblem.CompressionDamaged.class);
    }

    @Test
    void aStreamThatNeedsMoreMemoryThanAnyBackupIsRefused() {
        byte[] header = {0x5d, 0, 0, 0, 0x60, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0};
        assertThat(
                        Problems.codeOf(
                                () ->
                                        new DecompressingInputStream(
                                                        Compression.LZMA,
                                                        new ByteArrayInputStream(header))
                                                .readAllBytes()))
                .isEqualTo(StreamProblem.CompressionTooHungry.class);
    }

    @Test
    void allThatCameBeforeADamageToBzip2IsGivenFirst() throws IOException {
        byte[] plain = new byte[250_000];
        new Random(1).nextBytes(plain);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream bzip2 = new BZip2CompressorOutputStream(packed, 1)) {
            bzip2.write(plain);
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), 150_000);
        byte[] read = new byte[plain.length];
        int[] count = {0};
        try (InputStream in =
                new DecompressingInputStream(Compression.BZIP2, new ByteArrayInputStream(cut))) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(
                            () -> {
                                while (true) {
                                    count[0] += in.read(read, count[0], 1 << 16);
                                }
                            });
        }
        // A block holds a few bytes less than 100,000, and the second one was cut.
        assertThat(count[0]).isBetween(99_000, 100_000);
        assertThat(Arrays.copyOf(read, count[0])).isEqualTo(Arrays.copyOf(plain, count[0]));
    }
}
