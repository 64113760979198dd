package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Problems;
import org.lifeboat.testing.TarHeaderBlock;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Volumes of a multi-volume tar, put together again. */
class TarVolumesTest {

    private static final int CONTINUED_OFFSET = 369;
    private static final int SIZE = 1536;

    private static final byte[] DATA = data();

    private static byte[] data() {
        byte[] data = new byte[SIZE];
        new Random(1).nextBytes(data);
        return data;
    }

    private static byte[] continuation(String name, long left, long offset) {
        return new TarHeaderBlock(name, 'M', left)
                .bytes(257, new byte[8])
                .number(CONTINUED_OFFSET, offset)
                .finished();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] read(byte[]... volumes) throws IOException {
        Iterator<byte[]> left = Arrays.asList(volumes).iterator();
        try (InputStream tar =
                new TarVolumesInputStream(
                        () ->
                                left.hasNext()
                                        ? Optional.of(new ByteArrayInputStream(left.next()))
                                        : Optional.empty())) {
            return tar.readAllBytes();
        }
    }

    private static final byte[] WHOLE = new HostileTar().file("vm1/a", DATA).finished();

    private static byte[] whole(int from, int to) {
        return Arrays.copyOfRange(WHOLE, from, to);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1536})
    void aMemberGoesOnInTheNextVolume(int cut) throws IOException {
        int left = SIZE - (cut - 512);
        byte[] header = continuation("vm1/a", left, SIZE - left);
        assertThat(read(whole(0, cut), joined(header, whole(cut, WHOLE.length)))).isEqualTo(WHOLE);
    }

    @Test
    void anAnnouncedMemberFollowsWithItsOwnHeader() throws IOException {
        byte[] header = continuation("vm1/b", 512, 0);
        byte[] first = new HostileTar().file("vm1/a", DATA).unfinished();
        byte[] second = new HostileTar().file("vm1/b", new byte[512]).finished();
        assertThat(read(first, joined(header, second))).isEqualTo(joined(first, second));
    }

    @Test
    void aMemberThatWasNotAnnouncedIsForeign() {
        byte[] first = new HostileTar().file("vm1/a", DATA).unfinished();
        byte[] second = new HostileTar().file("vm1/b", new byte[512]).finished();
        for (byte[] header :
                new byte[][] {
                    continuation("vm1/c", 512, 0),
                    continuation("vm1/b", 511, 0),
                    continuation("vm1/b", 512, 1)
                }) {
            assertForeign(first, joined(header, second));
        }
    }

    @Test
    void aVolumeThatGoesOnElsewhereIsForeign() {
        for (byte[] header :
                new byte[][] {
                    continuation("vm2/a", 1024, 512),
                    continuation("vm1/a", 512, 1024),
                    continuation("vm1/a", 1024, 0),
                    new TarHeaderBlock("vm1/a", '0', 1024)
                            .bytes(257, new byte[8])
                            .number(CONTINUED_OFFSET, 512)
                            .finished()
                }) {
            assertForeign(whole(0, 1024), joined(header, whole(1024, WHOLE.length)));
        }
    }

    @Test
    void aVolumeWithoutTheHeaderThatItMustBeginWithIsForeign() {
        assertForeign(whole(0, 1024), whole(1024, WHOLE.length));
        assertForeign(whole(0, 1024), new byte[0]);
    }

    @Test
    void aVolumeThatEndsWithinABlockEndsEarly() {
        assertThat(Problems.codeOf(() -> read(whole(0, 300), whole(300, WHOLE.length))))
                .isEqualTo(StreamProblem.EndsEarly.class);
    }

    @Test
    void aLongNameTiesVolumesTogetherByItsFirstHundredBytes() throws IOException {
        String name = "vm1/" + "n".repeat(150);
        byte[] tar = new HostileTar().file(name, DATA).finished();
        int cut = 3 * 512 + 512;
        byte[] header = continuation(name.substring(0, 100), SIZE - 512, 512);
        assertThat(
                        read(
                                Arrays.copyOf(tar, cut),
                                joined(header, Arrays.copyOfRange(tar, cut, tar.length))))
                .isEqualTo(tar);
        assertForeign(
                Arrays.copyOf(tar, cut),
                joined(
                        continuation("././@LongLink", SIZE - 512, 512),
                        Arrays.copyOfRange(tar, cut, tar.length)));
    }

    private static void assertForeign(byte[]... volumes) {
        assertThat(Problems.codeOf(() -> read(volumes)))
                .isEqualTo(StreamProblem.VolumeForeign.class);
    }
}
