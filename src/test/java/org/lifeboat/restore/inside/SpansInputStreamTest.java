package org.lifeboat.restore.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;

class SpansInputStreamTest {

    private static final int SPAN = 1000;
    private static final int KNOWN = 10 * SPAN;
    private static final int BEGIN = 250;

    private final byte[] tar = new byte[KNOWN + 5 * SPAN + 7];

    /** From here on nothing can be opened. */
    private long broken = Long.MAX_VALUE;

    private final TarStreams streams =
            new TarStreams() {
                @Override
                public long entrance(long position) {
                    return Math.min(KNOWN, position / SPAN * SPAN);
                }

                @Override
                public OptionalLong nextEntrance(long position) {
                    long next = (position / SPAN + 1) * SPAN;
                    return next > KNOWN ? OptionalLong.empty() : OptionalLong.of(next);
                }

                @Override
                public Entered open(long entrance) throws IOException {
                    if (entrance >= broken) {
                        throw new IOException("broken");
                    }
                    return new Entered(from(entrance), entrance);
                }
            };

    SpansInputStreamTest() {
        new Random(1).nextBytes(tar);
    }

    private InputStream from(long position) {
        return new ByteArrayInputStream(tar, (int) position, tar.length);
    }

    private SpansInputStream spans() {
        return new SpansInputStream(
                streams, new SpanBuffers(SpansInputStream.MOST), streams::open, from(BEGIN), BEGIN);
    }

    @Test
    void whatSeveralThreadsDecodeComesInOrderAndGoesOnBehindTheLastEntrance() throws IOException {
        try (SpansInputStream spans = spans()) {
            assertThat(spans.readAllBytes()).isEqualTo(Arrays.copyOfRange(tar, BEGIN, tar.length));
        }
    }

    @Test
    void whatFailsIsThrownBehindAllThatComesBefore() throws IOException {
        broken = 4 * SPAN;
        try (SpansInputStream spans = spans()) {
            byte[] before = spans.readNBytes(4 * SPAN - BEGIN);
            assertThat(before).isEqualTo(Arrays.copyOfRange(tar, BEGIN, 4 * SPAN));
            assertThatThrownBy(spans::read).isInstanceOf(IOException.class).hasMessage("broken");
        }
    }
}
