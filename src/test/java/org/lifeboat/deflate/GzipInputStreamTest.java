package org.lifeboat.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;

class GzipInputStreamTest {

    private static final byte[] PLAIN = Corpora.text(3000, 1);
    private static final byte[] MEMBER = Encoded.gzip(PLAIN);
    private static final int HEADER = 10;

    private static Fault faultOf(byte[] gzip) {
        return catchThrowableOfType(DeflateException.class, () -> Encoded.gunzip(gzip)).fault();
    }

    private static byte[] withHeader(int flags, int... more) {
        byte[] header = new byte[HEADER + more.length];
        System.arraycopy(MEMBER, 0, header, 0, HEADER);
        header[3] = (byte) flags;
        for (int i = 0; i < more.length; i++) {
            header[HEADER + i] = (byte) more[i];
        }
        return Encoded.join(header, Arrays.copyOfRange(MEMBER, HEADER, MEMBER.length));
    }

    private static byte[] changed(int at) {
        byte[] changed = MEMBER.clone();
        changed[at < 0 ? MEMBER.length + at : at] ^= 1;
        return changed;
    }

    private static Following following(byte[] trailing) throws IOException {
        byte[] gzip = Encoded.join(MEMBER, trailing);
        try (GzipInputStream in = new GzipInputStream(new ByteArrayInputStream(gzip))) {
            assertThat(in.readAllBytes()).isEqualTo(PLAIN);
            return in.following();
        }
    }

    @Test
    void membersThatFollowEachOtherAreOne() throws IOException {
        byte[] other = Corpora.disk(100_000, 2);
        byte[] gzip = Encoded.join(MEMBER, Encoded.gzip(new byte[0]), Encoded.gzip(other), MEMBER);
        assertThat(Encoded.gunzip(gzip)).isEqualTo(Encoded.join(PLAIN, other, PLAIN));
    }

    @Test
    void aMemberCannotReferToTheOneBeforeIt() {
        byte[] three = new Bits().number(3, 3).code("0000001").code("00000").align().toBytes();
        byte[] gzip = Encoded.join(MEMBER, Encoded.member(new byte[3], three));
        assertThat(faultOf(gzip)).isEqualTo(Fault.DISTANCE);
    }

    @Test
    void allFieldsOfAHeaderAreSteppedOver() throws IOException {
        assertThat(Encoded.gunzip(withHeader(1))).as("text").isEqualTo(PLAIN);
        assertThat(Encoded.gunzip(withHeader(4, 3, 0, 1, 2, 3))).as("extra").isEqualTo(PLAIN);
        assertThat(Encoded.gunzip(withHeader(8, 'n', 0))).as("name").isEqualTo(PLAIN);
        assertThat(Encoded.gunzip(withHeader(16, 'c', 0))).as("comment").isEqualTo(PLAIN);
        assertThat(Encoded.gunzip(withHeader(4 + 8 + 16, 1, 0, 9, 'n', 0, 'c', 0)))
                .isEqualTo(PLAIN);
    }

    @Test
    void aHeadersOwnChecksumIsChecked() throws IOException {
        byte[] without = withHeader(2 + 8, 'n', 0, 0, 0);
        CRC32 crc = new CRC32();
        crc.update(without, 0, HEADER + 2);
        without[HEADER + 2] = (byte) crc.getValue();
        without[HEADER + 3] = (byte) (crc.getValue() >>> 8);
        assertThat(Encoded.gunzip(without)).isEqualTo(PLAIN);
        without[HEADER + 3] ^= 1;
        assertThat(faultOf(without)).isEqualTo(Fault.CHECKSUM);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x40, 0x80})
    void aReservedFlagIsRefused(int flag) {
        assertThat(faultOf(withHeader(flag))).isEqualTo(Fault.HEADER);
    }

    @Test
    void whatIsNotGzipIsRefused() {
        assertThat(faultOf(changed(0))).isEqualTo(Fault.HEADER);
        assertThat(faultOf(changed(1))).isEqualTo(Fault.HEADER);
        assertThat(faultOf(changed(2))).isEqualTo(Fault.HEADER);
        assertThat(faultOf(new byte[0])).isEqualTo(Fault.TRUNCATED);
    }

    @Test
    void checksumAndLengthAreChecked() {
        assertThat(faultOf(changed(-8))).isEqualTo(Fault.CHECKSUM);
        assertThat(faultOf(changed(-4))).isEqualTo(Fault.LENGTH);
    }

    @Test
    void everyTruncationIsOne() {
        byte[] gzip = withHeader(4 + 8 + 16, 1, 0, 9, 'n', 0, 'c', 0);
        for (int length = 0; length < gzip.length; length++) {
            assertThat(faultOf(Arrays.copyOf(gzip, length))).isEqualTo(Fault.TRUNCATED);
        }
    }

    @Test
    void whatFollowsIsToldApartAsGzipDoes() throws IOException {
        assertThat(following(new byte[0])).isEqualTo(Following.NOTHING);
        assertThat(following(new byte[200_000])).isEqualTo(Following.ZEROS);
        assertThat(following(new byte[] {'x'})).isEqualTo(Following.GARBAGE);
        assertThat(following(new byte[] {0x1f, 'x'})).isEqualTo(Following.GARBAGE);
        assertThat(following(Encoded.join(new byte[1], MEMBER))).isEqualTo(Following.GARBAGE);
    }

    @Test
    void aMemberThatBeginsWellMustEndWell() {
        byte[] begun = {0x1f, (byte) 0x8b, 8};
        assertThat(faultOf(Encoded.join(MEMBER, begun))).isEqualTo(Fault.TRUNCATED);
        byte[] otherMethod = {0x1f, (byte) 0x8b, 9, 0, 0, 0, 0, 0, 0, 0};
        assertThat(faultOf(Encoded.join(MEMBER, otherMethod))).isEqualTo(Fault.HEADER);
    }
}
