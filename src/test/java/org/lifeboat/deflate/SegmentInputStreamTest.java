package org.lifeboat.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeSet;

class SegmentInputStreamTest {

    private static final byte[] PLAIN = Corpora.disk(2_000_000, 1);
    private static final byte[] GZIP = Encoded.gzip(PLAIN);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream known = new ByteArrayOutputStream();

    private void read(SegmentInputStream segment, int atOnce) throws IOException {
        byte[] piece = new byte[atOnce];
        for (int read = segment.read(piece); read >= 0; read = segment.read(piece)) {
            bytes.write(piece, 0, read);
            byte[] flags = new byte[read];
            Arrays.fill(flags, (byte) (segment.isKnown() ? 1 : 0));
            known.writeBytes(flags);
        }
    }

    /** Every known byte is the file's, counted from its end; the others are zeros. */
    private int assertIsTheEndOf(byte[] plain) {
        byte[] all = bytes.toByteArray();
        byte[] flags = known.toByteArray();
        int begin = plain.length - all.length;
        int unknown = 0;
        for (int i = 0; i < all.length; i++) {
            if (flags[i] == 1) {
                assertThat(all[i]).isEqualTo(plain[begin + i]);
            } else {
                assertThat(all[i]).isZero();
                unknown++;
            }
        }
        return unknown;
    }

    private static SegmentInputStream from(byte[] gzip, long bit) throws IOException {
        return new SegmentInputStream(ByteSource.of(gzip).from(bit >>> 3), bit);
    }

    @Test
    void fromEveryBlockAllKnownBytesAreTrueUpToTheEnd() throws IOException {
        TreeSet<Long> blocks = TrueBlocks.of(GZIP);
        for (long block : blocks) {
            bytes.reset();
            known.reset();
            try (SegmentInputStream segment = from(GZIP, block)) {
                read(segment, 10_000);
                assertThat(segment.following()).isEqualTo(Following.NOTHING);
                assertThat(segment.statedLength()).hasValue(PLAIN.length);
            }
            assertIsTheEndOf(PLAIN);
        }
    }

    @Test
    void unknownBytesStopAfterAWhile() throws IOException {
        try (SegmentInputStream segment = from(GZIP, TrueBlocks.of(GZIP).higher(200L))) {
            read(segment, 10_000);
        }
        int unknown = assertIsTheEndOf(PLAIN);
        assertThat(unknown).isPositive().isLessThan(200_000);
        byte[] flags = known.toByteArray();
        assertThat(Arrays.copyOfRange(flags, flags.length - 100_000, flags.length)).containsOnly(1);
    }

    @Test
    void membersBehindItAreReadAndChecked() throws IOException {
        byte[] other = Corpora.text(90_000, 2);
        byte[] two = Encoded.join(GZIP, Encoded.gzip(other));
        long block = TrueBlocks.of(GZIP).last();
        try (SegmentInputStream segment = from(two, block)) {
            read(segment, 777);
            assertThat(segment.statedLength()).hasValue(other.length);
        }
        assertIsTheEndOf(Encoded.join(PLAIN, other));
        two[two.length - 8] ^= 1;
        try (SegmentInputStream segment = from(two, block)) {
            DeflateException fault =
                    catchThrowableOfType(DeflateException.class, segment::readAllBytes);
            assertThat(fault.fault()).isEqualTo(Fault.CHECKSUM);
        }
    }

    @Test
    void whereTheGoodDataEndsAllBeforeItHasBeenRead() throws IOException {
        byte[] good = Arrays.copyOf(GZIP, GZIP.length * 2 / 3);
        long block = TrueBlocks.of(GZIP).higher(200L);
        try (SegmentInputStream segment = from(good, block)) {
            DeflateException fault =
                    catchThrowableOfType(DeflateException.class, () -> read(segment, 5000));
            assertThat(fault.fault()).isEqualTo(Fault.TRUNCATED);
            assertThat(fault.bitPosition()).isEqualTo(good.length * 8L);
        }
        byte[] raw = Arrays.copyOfRange(good, 10, good.length);
        int end = Outcome.ofInflater(raw).output().length;
        assertIsTheEndOf(Arrays.copyOf(PLAIN, end));
    }
}
