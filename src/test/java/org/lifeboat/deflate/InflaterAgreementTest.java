package org.lifeboat.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;

/** The decoder and zlib's, as {@link java.util.zip.Inflater}, say the same of every stream. */
class InflaterAgreementTest {

    private static final int[] STRATEGIES = {
        Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY
    };

    private static List<byte[]> streams(int length) {
        List<byte[]> streams = new ArrayList<>();
        List<byte[]> plains =
                List.of(
                        new byte[0],
                        new byte[length],
                        Corpora.text(length, 1),
                        Corpora.noise(length, 2),
                        Corpora.disk(length, 3));
        for (byte[] plain : plains) {
            for (int level : new int[] {0, 1, 6, 9}) {
                for (int strategy : STRATEGIES) {
                    streams.add(Encoded.deflate(plain, level, strategy));
                }
            }
        }
        streams.addAll(HandmadeStreams.all());
        return streams;
    }

    @Test
    void wholeStreamsGiveTheSameBytes() throws IOException {
        for (byte[] stream : streams(900_000)) {
            Outcome theirs = Outcome.ofInflater(stream);
            assertThat(theirs.end()).isEqualTo(Outcome.End.WHOLE);
            assertThat(Encoded.inflate(stream)).isEqualTo(theirs.output());
        }
    }

    @Test
    void everyTruncationGivesTheSameBytesBeforeIt() throws IOException {
        for (byte[] stream : streams(300)) {
            for (int length = 0; length < stream.length; length++) {
                boolean nearAnEnd = length < 1000 || length > stream.length - 200;
                if (nearAnEnd) {
                    assertAgreement(Arrays.copyOf(stream, length));
                }
            }
        }
    }

    /** Each seed is a run of its own, so that one that fails can be found again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void thirtyThousandMutatedStreamsEndTheSameWay(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> small = streams(400);
        List<byte[]> larger = streams(4000);
        int damaged = 0;
        for (int i = 0; i < 30_000; i++) {
            List<byte[]> streams = i % 4 == 0 ? larger : small;
            byte[] stream = mutated(streams.get(random.nextInt(streams.size())), random);
            if (assertAgreement(stream).end() == Outcome.End.DAMAGED) {
                damaged++;
            }
        }
        assertThat(damaged).as("the mutations do harm").isGreaterThan(5_000);
    }

    /** What begins as a dynamic block does most often meets the checks of its codes. */
    @Test
    void noiseEndsTheSameWay() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            byte[] noise = Corpora.noise(200, i);
            noise[0] = (byte) (noise[0] & ~6 | 4);
            assertAgreement(noise);
        }
    }

    private static byte[] mutated(byte[] stream, Random random) {
        byte[] mutated = stream.clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(mutated.length);
            // Most of what can be wrong is wrong in the first bytes.
            at = random.nextBoolean() ? Math.min(at, random.nextInt(80)) : at;
            switch (random.nextInt(5)) {
                case 0, 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutated[at] = (byte) random.nextInt();
                case 3 -> mutated = Arrays.copyOf(mutated, Math.max(1, at));
                default -> {
                    int from = random.nextInt(mutated.length);
                    int length =
                            Math.min(mutated.length - Math.max(at, from), 1 + random.nextInt(40));
                    System.arraycopy(mutated, from, mutated, at, length);
                }
            }
        }
        return mutated;
    }

    private static Outcome assertAgreement(byte[] stream) throws IOException {
        Outcome theirs = Outcome.ofInflater(stream);
        Outcome ours = Outcome.ofOurs(stream, 256, 4096);
        if (!ours.agreesWith(theirs)) {
            throw new AssertionError(
                    "ours: %s, Inflater: %s, of %s"
                            .formatted(ours, theirs, HexFormat.of().formatHex(stream)));
        }
        return ours;
    }
}
