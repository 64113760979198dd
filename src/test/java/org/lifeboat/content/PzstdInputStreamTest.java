package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.testing.Tools;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What the real pzstd packed is read from its beginning, and from each of its frames on. */
class PzstdInputStreamTest {

    private static final byte[] CONTENT = content();

    private static byte[] content() {
        Random random = new Random(4);
        byte[] content = new byte[30 << 20];
        for (int at = 0; at < content.length; at++) {
            content[at] = (byte) ("etaoin shrdlu".charAt(random.nextInt(13)));
        }
        return content;
    }

    private static byte[] packed() {
        assumeTrue(Tools.areThere("pzstd"), "pzstd");
        return Tools.filter(CONTENT, "pzstd", "-q", "-1", "-c");
    }

    @Test
    void itsOutputIsKnownByItsFirstFrame() {
        byte[] packed = packed();
        assertThat(PzstdInputStream.isLikely(packed)).isTrue();
        assertThat(Compression.of(packed)).contains(Compression.ZSTD);
    }

    @Test
    void fromEachFrameOnTheRestIsTheSame() throws IOException {
        byte[] packed = packed();
        List<long[]> frames = new ArrayList<>();
        try (InputStream all = open(packed, 0, 0, frames)) {
            assertThat(all.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(frames).hasSizeGreaterThan(1);
        for (long[] frame : frames) {
            try (InputStream rest = open(packed, frame[0], frame[1], new ArrayList<>())) {
                assertThat(rest.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(CONTENT, (int) frame[1], CONTENT.length));
            }
        }
    }

    @Test
    void whatIsCutOffOrChangedIsToldOf() {
        byte[] packed = packed();
        byte[] changed = packed.clone();
        changed[0] ^= 1;
        for (byte[] broken : List.of(changed, Arrays.copyOf(packed, packed.length - 9))) {
            assertThatThrownBy(() -> open(broken, 0, 0, new ArrayList<>()).readAllBytes())
                    .isInstanceOf(ProblemException.class);
        }
    }

    private static InputStream open(byte[] packed, long from, long output, List<long[]> frames) {
        int start = (int) from;
        return new PzstdInputStream(
                new ByteArrayInputStream(packed, start, packed.length - start),
                from,
                output,
                (position, before) -> frames.add(new long[] {position, before}));
    }
}
