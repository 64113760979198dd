package org.lifeboat.restore.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class FrameResumptionTest {

    private static final int BLOCK = 50_000;

    private static final byte[] CONTENT = content();

    private static byte[] content() {
        Random random = new Random(11);
        byte[] content = new byte[10 * BLOCK];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) ("etaoin shrdlu".charAt(random.nextInt(13)) + random.nextInt(2));
        }
        return content;
    }

    /** Compressors in blocks or frames of {@link #BLOCK} bytes. */
    enum Compressor {
        ZSTD {
            @Override
            byte[] compress(byte[] content) throws IOException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                for (int at = 0; at < content.length; at += BLOCK) {
                    out.write(Zstd.compress(Arrays.copyOfRange(content, at, at + BLOCK)));
                }
                return out.toByteArray();
            }

            @Override
            FrameResumption.Entrance entrance(byte[] start) {
                return new ZstdEntrance();
            }
        },
        XZ {
            @Override
            byte[] compress(byte[] content) throws IOException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(1))) {
                    for (int at = 0; at < content.length; at += BLOCK) {
                        xz.write(content, at, BLOCK);
                        xz.endBlock();
                    }
                }
                return out.toByteArray();
            }

            @Override
            FrameResumption.Entrance entrance(byte[] start) {
                return new XzEntrance(start);
            }
        };

        abstract byte[] compress(byte[] content) throws IOException;

        abstract FrameResumption.Entrance entrance(byte[] start);

        List<Pieces.Piece> decode(byte[] all, int from, int to) throws IOException {
            Pieces pieces = new Pieces();
            new FrameResumption(entrance(Arrays.copyOf(all, 32)))
                    .decode(
                            new ByteArrayInputStream(all, from, to - from),
                            to == all.length,
                            pieces);
            return pieces.found();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fromAnyByteOnAllFramesBehindItAreThere(Compressor compressor) throws IOException {
        byte[] all = compressor.compress(CONTENT);
        int frame = all.length / 10;
        for (int from = 1; from < all.length - 2 * frame; from += 7_919) {
            byte[] last = compressor.decode(all, from, all.length).getLast().bytes();
            assertThat(last.length)
                    .isGreaterThanOrEqualTo(
                            (int) ((long) (all.length - from) * 10 / all.length - 1) * BLOCK);
            assertThat(last)
                    .isEqualTo(
                            Arrays.copyOfRange(
                                    CONTENT, CONTENT.length - last.length, CONTENT.length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCutOffIsRightUpToThere(Compressor compressor) throws IOException {
        byte[] all = compressor.compress(CONTENT);
        Pieces.Piece piece = compressor.decode(all, 0, all.length - all.length / 8).getLast();
        assertThat(piece.end()).isEqualTo(PieceEnd.CUT);
        assertThat(piece.bytes()).isEqualTo(Arrays.copyOf(CONTENT, piece.bytes().length));
        assertThat(piece.bytes().length).isGreaterThanOrEqualTo(8 * BLOCK);
    }

    @ParameterizedTest
    @EnumSource
    void noiseHasNoPieces(Compressor compressor) throws IOException {
        byte[] noise = new byte[300_000];
        new Random(5).nextBytes(noise);
        assertThat(compressor.decode(noise, 0, noise.length)).isEmpty();
    }
}
