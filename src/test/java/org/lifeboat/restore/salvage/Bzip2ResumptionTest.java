package org.lifeboat.restore.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class Bzip2ResumptionTest {

    private static final byte[] CONTENT = content(1_000_000);

    private static byte[] content(int size) {
        Random random = new Random(7);
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) ("etaoin shrdlu".charAt(random.nextInt(13)) + random.nextInt(2));
        }
        return content;
    }

    /** In blocks of 100,000 bytes. */
    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out, 1)) {
            bzip2.write(content);
        }
        return out.toByteArray();
    }

    private static List<Pieces.Piece> decode(byte[] compressed) throws IOException {
        Pieces pieces = new Pieces();
        new Bzip2Resumption().decode(new ByteArrayInputStream(compressed), true, pieces);
        return pieces.found();
    }

    @Test
    void fromTheBeginItIsTheWholeStream() throws IOException {
        assertThat(decode(compressed(CONTENT)))
                .singleElement()
                .satisfies(piece -> assertThat(piece.bytes()).isEqualTo(CONTENT))
                .satisfies(piece -> assertThat(piece.end()).isEqualTo(PieceEnd.STREAM));
    }

    @Test
    void fromAnyByteOnAllBlocksBehindItAreThere() throws IOException {
        byte[] compressed = compressed(CONTENT);
        for (int from = 1; from < compressed.length; from += 9_973) {
            List<Pieces.Piece> pieces =
                    decode(Arrays.copyOfRange(compressed, from, compressed.length));
            long expected = (long) (compressed.length - from) * CONTENT.length / compressed.length;
            if (expected > 150_000) {
                byte[] last = pieces.getLast().bytes();
                assertThat(last.length).isGreaterThan((int) expected - 120_000);
                assertThat(last)
                        .isEqualTo(
                                Arrays.copyOfRange(
                                        CONTENT, CONTENT.length - last.length, CONTENT.length));
                assertThat(pieces.getLast().end()).isEqualTo(PieceEnd.STREAM);
            }
        }
    }

    @Test
    void streamsEndToEndAsPbzip2WritesThemAreOnePiece() throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int at = 0; at < CONTENT.length; at += 250_000) {
            joined.write(compressed(Arrays.copyOfRange(CONTENT, at, at + 250_000)));
        }
        assertThat(decode(joined.toByteArray()))
                .singleElement()
                .satisfies(piece -> assertThat(piece.bytes()).isEqualTo(CONTENT));
    }

    @Test
    void whatIsCutOffInABlockEndsWithTheBlockBeforeIt() throws IOException {
        byte[] compressed = compressed(CONTENT);
        Pieces.Piece piece = decode(Arrays.copyOf(compressed, compressed.length - 5_000)).getLast();
        assertThat(piece.end().isStream()).isFalse();
        assertThat(piece.bytes()).isEqualTo(Arrays.copyOf(CONTENT, piece.bytes().length));
        assertThat(piece.bytes().length).isGreaterThan(800_000);
    }

    @Test
    void blocksThatDoNotFollowEachOtherAreAFault() throws IOException {
        byte[] one = compressed(CONTENT);
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.write(one, 0, one.length / 2);
        mixed.write(one, one.length / 8, one.length / 2);
        Pieces pieces = new Pieces();
        new Bzip2Resumption().decode(new ByteArrayInputStream(mixed.toByteArray()), false, pieces);
        assertThat(pieces.found().getFirst().end()).isEqualTo(PieceEnd.FAULT);
    }

    @Test
    void noiseHasNoPieces() throws IOException {
        byte[] noise = new byte[500_000];
        new Random(3).nextBytes(noise);
        assertThat(decode(noise)).isEmpty();
    }
}
