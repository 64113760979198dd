package org.lifeboat.restore.inside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.testing.BackupBuilder;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Blocks that look like metadata stay, as many as may. */
class KeptBlocksTest {

    private static final int SIZE = KeptBlocks.SIZE;

    /** Noise, and at every second block the head of an extent tree. */
    private final byte[] passed = BackupBuilder.random(1, 6 * SIZE);

    KeptBlocksTest() {
        byte[] header = {0x0a, (byte) 0xf3, 3, 0, 84, 1, 0, 0};
        for (int block = 1; block < 6; block += 2) {
            System.arraycopy(header, 0, passed, block * SIZE, header.length);
        }
    }

    private byte[] block(KeptBlocks kept, long position, int length) {
        ByteBuffer into = ByteBuffer.allocate(length);
        return kept.copy(position, into, length) ? into.array() : new byte[0];
    }

    private byte[] range(int from, int length) {
        return Arrays.copyOfRange(passed, from, from + length);
    }

    @Test
    void whatLooksLikeMetadataIsThereAgainAndNothingElse() {
        KeptBlocks kept = new KeptBlocks(100 * SIZE);
        long start = 10 * SIZE;
        kept.pass(start, passed, passed.length);
        assertThat(block(kept, start + SIZE, SIZE)).isEqualTo(range(SIZE, SIZE));
        assertThat(block(kept, start + 3 * SIZE + 100, 50)).isEqualTo(range(3 * SIZE + 100, 50));
        assertThat(block(kept, start, SIZE)).isEmpty();
        assertThat(block(kept, start + 2 * SIZE, SIZE)).isEmpty();
    }

    @Test
    void theyTakeNoMoreMemoryThanTheyMayAndTheFirstOnesStay() {
        KeptBlocks kept = new KeptBlocks(2 * SIZE);
        kept.pass(0, passed, passed.length);
        assertThat(block(kept, SIZE, SIZE)).isEqualTo(range(SIZE, SIZE));
        assertThat(block(kept, 3 * SIZE, SIZE)).isEqualTo(range(3 * SIZE, SIZE));
        assertThat(block(kept, 5 * SIZE, SIZE)).isEmpty();
    }

    @Test
    void whatIsKeptIsACopy() {
        KeptBlocks kept = new KeptBlocks(SIZE);
        kept.pass(0, passed, passed.length);
        byte[] before = range(SIZE, SIZE);
        Arrays.fill(passed, (byte) 0);
        assertThat(block(kept, SIZE, SIZE)).isEqualTo(before);
    }

    @Test
    void aPartOfABlockIsNotLookedAt() {
        KeptBlocks kept = new KeptBlocks(100 * SIZE);
        kept.pass(0, passed, 2 * SIZE - 1);
        assertThat(block(kept, SIZE, 1)).isEmpty();
    }
}
