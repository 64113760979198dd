package org.lifeboat.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

class DeflateInputStreamTest {

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static DeflateException faultOf(byte[] stream) {
        return catchThrowableOfType(DeflateException.class, () -> Encoded.inflate(stream));
    }

    @Test
    void anEmptyFixedBlockIsTenBits() throws IOException {
        assertThat(Encoded.inflate(hex("0300"))).isEmpty();
    }

    /** 1 (last), 01 (fixed), a as 10010001, 1 back 7 times as 0000101 and 00000, the end. */
    @Test
    void aFixedBlockWithAMatchIsReadByHand() throws IOException {
        byte[] stream =
                new Bits()
                        .number(1, 1)
                        .number(1, 2)
                        .code("10010001")
                        .code("0000101")
                        .code("00000")
                        .code("0000000")
                        .toBytes();
        assertThat(new String(Encoded.inflate(stream), StandardCharsets.US_ASCII))
                .isEqualTo("aaaaaaaa");
    }

    @Test
    void aStoredBlockIsItsBytes() throws IOException {
        assertThat(Encoded.inflate(hex("010300fcff414243"))).isEqualTo(hex("414243"));
    }

    @Test
    void eachFaultIsToldWithItsPlace() {
        assertThat(faultOf(hex("07")))
                .extracting(DeflateException::fault)
                .isEqualTo(Fault.BLOCK_TYPE);
        assertThat(faultOf(hex("07")).bitPosition()).isEqualTo(3);
        assertThat(faultOf(hex("010300fcfe414243")).fault()).isEqualTo(Fault.STORED_LENGTH);
        assertThat(faultOf(hex("010300fcff4142")).fault()).isEqualTo(Fault.TRUNCATED);
        assertThat(faultOf(hex("010300fcff4142")).bitPosition()).isEqualTo(7 * 8);
        assertThat(faultOf(hex("fdff000000")).fault()).isEqualTo(Fault.CODE_LENGTHS);
        assertThat(faultOf(new byte[0]).fault()).isEqualTo(Fault.TRUNCATED);
        byte[] symbol286 = new Bits().number(3, 3).code("11000110").toBytes();
        assertThat(faultOf(symbol286).fault()).isEqualTo(Fault.CODE);
        byte[] twoBackOfOne =
                new Bits()
                        .number(3, 3)
                        .code("10010001")
                        .code("0000001")
                        .code("00001")
                        .align()
                        .toBytes();
        assertThat(faultOf(twoBackOfOne).fault()).isEqualTo(Fault.DISTANCE);
    }

    @Test
    void aFaultComesAfterAllThatIsBeforeItAndComesAgain() throws IOException {
        byte[] plain = Corpora.disk(500_000, 5);
        byte[] stream = Encoded.deflate(plain);
        byte[] cut = Arrays.copyOf(stream, stream.length - 100);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = new DeflateInputStream(new ByteArrayInputStream(cut))) {
            assertThatThrownBy(() -> in.transferTo(out)).isInstanceOf(DeflateException.class);
            assertThatThrownBy(in::read).isInstanceOf(DeflateException.class);
        }
        assertThat(out.toByteArray())
                .isEqualTo(Outcome.ofInflater(cut).output())
                .isEqualTo(Arrays.copyOf(plain, out.size()));
    }

    /** As a drive that fails does. */
    @Test
    void whenTheInputFailsAllBeforeItIsDelivered() throws IOException {
        byte[] stream = Encoded.deflate(Corpora.text(400_000, 6));
        int good = stream.length / 2;
        InputStream failing =
                new InputStream() {
                    private int position;

                    @Override
                    public int read() throws IOException {
                        if (position == good) {
                            throw new IOException("a bad sector");
                        }
                        return stream[position++] & 0xff;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        into[offset] = (byte) read();
                        return 1;
                    }
                };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> new DeflateInputStream(failing).transferTo(out))
                .hasMessage("a bad sector");
        int expected = Outcome.ofInflater(Arrays.copyOf(stream, good)).output().length;
        assertThat(out.size()).isBetween(expected - 3000, expected);
    }

    @Test
    void everySplitOfInputAndOutputGivesTheSame() throws IOException {
        byte[] plain = Corpora.disk(60_000, 7);
        byte[] stream = Encoded.deflate(plain);
        for (int inputAtOnce = 1; inputAtOnce < 40; inputAtOnce++) {
            for (int outputAtOnce : new int[] {1, 2, 7, 64, 257, 258, 259, 4096}) {
                Outcome outcome = Outcome.ofOurs(stream, inputAtOnce, outputAtOnce);
                assertThat(outcome.end()).isEqualTo(Outcome.End.WHOLE);
                assertThat(outcome.output()).isEqualTo(plain);
            }
        }
    }

    @Test
    void everySizeOfReadGivesTheSame() throws IOException {
        byte[] plain = Corpora.disk(70_000, 8);
        byte[] stream = Encoded.deflate(plain);
        for (int size = 1; size < 300; size += 7) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[size];
            try (InputStream in = new DeflateInputStream(new Trickle(stream, size))) {
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    out.write(piece, 0, read);
                }
            }
            assertThat(out.toByteArray()).isEqualTo(plain);
        }
    }

    @Test
    void oneHugeBlockIsDecoded() throws IOException {
        byte[] plain = Corpora.noise(3_000_000, 9);
        for (int i = 0; i < plain.length; i++) {
            plain[i] &= 3;
        }
        Bits bits = new Bits().number(3, 3);
        for (byte b : plain) {
            bits.code(Integer.toBinaryString(0b100110000 + b).substring(1));
        }
        assertThat(Encoded.inflate(bits.code("0000000").toBytes())).isEqualTo(plain);
    }

    /** Gives a few bytes at a time. */
    private static final class Trickle extends ByteArrayInputStream {

        private final int most;

        Trickle(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, most));
        }
    }
}
