package org.lifeboat.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Numbers at the ends of what a header can hold. */
class TarNumbersTest {

    private static byte[] base256(long high, long low) {
        return ByteBuffer.allocate(12).putInt((int) (high | 0x80000000L)).putLong(low).array();
    }

    @Test
    void theLargestNumberIsReadAndNothingAboveIt() throws TarException {
        assertThat(TarNumbers.parse(base256(0, Long.MAX_VALUE), 0, 12)).isEqualTo(Long.MAX_VALUE);
        for (byte[] tooLarge : new byte[][] {base256(0, Long.MIN_VALUE), base256(1, 0)}) {
            assertThatExceptionOfType(TarException.class)
                    .isThrownBy(() -> TarNumbers.parse(tooLarge, 0, 12));
        }
    }

    /** Some historic programs summed bytes with their signs. */
    @Test
    void aChecksumOfSignedBytesIsRightToo() {
        byte[] block = new byte[Tar.BLOCK];
        block[0] = (byte) 0xe4;
        int unsigned = 0xe4 + 8 * ' ';
        assertThat(TarHeader.hasChecksum(withChecksum(block, unsigned), 0)).isTrue();
        assertThat(TarHeader.hasChecksum(withChecksum(block, unsigned - 256), 0)).isTrue();
        assertThat(TarHeader.hasChecksum(withChecksum(block, unsigned - 1), 0)).isFalse();
    }

    private static byte[] withChecksum(byte[] block, int sum) {
        byte[] summed = block.clone();
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, summed, 148, digits.length);
        return summed;
    }
}
