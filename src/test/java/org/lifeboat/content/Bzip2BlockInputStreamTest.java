package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

class Bzip2BlockInputStreamTest {

    /** What one stream left in it must not matter to the next. */
    private static final int[] MEMORY = Bzip2BlockInputStream.newMemory();

    private static final Path FOLDER = TestData.path("vectors/compressors");
    private static final int SIZE = 1_000_000;

    private static byte[] packed(byte[] plain, int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, level)) {
            bzip2.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] unpacked(
            byte[] compressed, Consumer<Bzip2BlockInputStream.Entrance> entrances)
            throws IOException {
        try (InputStream in =
                new Bzip2BlockInputStream(
                        new ByteArrayInputStream(compressed), MEMORY, entrances)) {
            return in.readAllBytes();
        }
    }

    private static byte[] unpacked(byte[] compressed) throws IOException {
        return unpacked(compressed, block -> {});
    }

    private static byte[] content(String kind) {
        byte[] bytes = new byte[SIZE];
        Random random = new Random(7);
        switch (kind) {
            case "noise" -> random.nextBytes(bytes);
            case "zeros" -> {}
            case "runs" -> {
                for (int at = 0; at < SIZE; ) {
                    int end = Math.min(SIZE, at + 1 + random.nextInt(600));
                    Arrays.fill(bytes, at, end, (byte) random.nextInt(3));
                    at = end;
                }
            }
            case "period" -> {
                for (int at = 0; at < SIZE; at++) {
                    bytes[at] = (byte) (at % 251);
                }
            }
            default -> {
                for (int at = 0; at < SIZE; at++) {
                    bytes[at] = (byte) ('a' + Math.abs(random.nextGaussian()) * 7);
                }
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "noise, 1",
        "noise, 9",
        "zeros, 1",
        "zeros, 9",
        "runs, 1",
        "runs, 9",
        "period, 9",
        "text, 1",
        "text, 5",
        "text, 9"
    })
    void whatWasPackedComesOut(String kind, int level) throws IOException {
        byte[] plain = content(kind);
        assertThat(unpacked(packed(plain, level))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.bz2", "pbzip2.bz2"})
    void whatRealProgramsPackedComesOut(String name) throws IOException {
        byte[] compressed = TestData.bytes(FOLDER.resolve(name));
        String wanted =
                new String(
                                TestData.bytes(FOLDER.resolve("plaintext.sha256")),
                                StandardCharsets.US_ASCII)
                        .substring(0, 64);
        assertThat(TestData.sha256(unpacked(compressed))).isEqualTo(wanted);
    }

    @Test
    void theStreamOfNothingIsEmpty() throws IOException {
        assertThat(unpacked(packed(new byte[0], 9))).isEmpty();
    }

    private static byte[] twoStreams(byte[] plain) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(packed(Arrays.copyOf(plain, SIZE / 2), 2));
        both.write(packed(Arrays.copyOfRange(plain, SIZE / 2, SIZE), 1));
        return both.toByteArray();
    }

    @Test
    void fromEachBlockOnComesTheRestWithAllItsChecksums() throws IOException {
        byte[] plain = content("text");
        byte[] compressed = twoStreams(plain);
        List<Bzip2BlockInputStream.Entrance> entrances = new ArrayList<>();
        assertThat(unpacked(compressed, entrances::add)).isEqualTo(plain);
        assertThat(entrances).hasSizeGreaterThan(7);
        int[] memory = Bzip2BlockInputStream.newMemory();
        for (Bzip2BlockInputStream.Entrance entrance : entrances) {
            InputStream rest =
                    new ByteArrayInputStream(
                            compressed, (int) entrance.bytePosition(), compressed.length);
            try (InputStream in = Bzip2BlockInputStream.from(entrance, rest, memory, block -> {})) {
                assertThat(in.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(plain, (int) entrance.output(), SIZE));
            }
        }
    }

    @Test
    void anyBitThatChangesIsNoticed() throws IOException {
        byte[] plain = Arrays.copyOf(content("text"), 2_000);
        byte[] compressed = packed(plain, 1);
        for (int bit = 0; bit < compressed.length * 8; bit++) {
            byte[] flipped = compressed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] got;
            try {
                got = unpacked(flipped);
            } catch (ProblemException noticed) {
                continue;
            }
            // Another level, a block's padding: they say nothing of the content.
            assertThat(got).as("bit %d", bit).isEqualTo(plain);
        }
    }

    @Test
    void whatEndsEarlyDoesSoWhereverItIsCut() throws IOException {
        byte[] compressed = packed(Arrays.copyOf(content("text"), 3_000), 1);
        for (int length = 0; length < compressed.length; length++) {
            byte[] cut = Arrays.copyOf(compressed, length);
            assertThat(Problems.codeOf(() -> unpacked(cut)))
                    .isEqualTo(StreamProblem.EndsEarly.class);
        }
    }

    @Test
    void whatFollowsTheEndIsNoBzip2() throws IOException {
        byte[] compressed = packed(content("text"), 9);
        byte[] longer = Arrays.copyOf(compressed, compressed.length + 10);
        assertThatThrownBy(() -> unpacked(longer)).isInstanceOf(ProblemException.class);
    }

    @Test
    void noiseBehindABlocksMagicNeverDoesMoreThanFail() throws IOException {
        byte[] start = Arrays.copyOf(packed(content("text"), 9), 14);
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] hostile = new byte[4_000];
            random.nextBytes(hostile);
            System.arraycopy(start, 0, hostile, 0, start.length);
            if (i % 2 == 0) {
                // Far enough for codes to be read.
                hostile[14] = 0x00;
                hostile[15] = 0x00;
                hostile[16] = 0x00;
            }
            assertThatThrownBy(() -> unpacked(hostile)).isInstanceOf(ProblemException.class);
        }
    }
}
