package org.lifeboat.restore.inside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.deflate.Checkpoint;
import org.lifeboat.testing.BackupBuilder;

import java.io.IOException;

/** Checkpoints stay few, and what they are good for stays known. */
class CheckpointsTest {

    private static final int WINDOW = 1_000;
    private static final int MOST = 100_000;

    private static Checkpoint at(long position) {
        byte[] window = BackupBuilder.random((int) position, WINDOW);
        return new Checkpoint(position * 4, position, position, 0, window);
    }

    @Test
    void theyTakeNoMoreMemoryThanTheyMayHoweverManyComeAndAreFartherApartThen() {
        Checkpoints checkpoints = new Checkpoints(10, MOST);
        for (long position = 10; position <= 20_000; position += 10) {
            checkpoints.add(at(position));
            assertThat(checkpoints.bytesInUse()).isLessThanOrEqualTo(MOST);
        }
        assertThat(checkpoints.bytesInUse()).isGreaterThan(MOST / 3);
        assertThat(checkpoints.spacing()).isGreaterThan(100);
        for (long position = 1_000; position <= 20_000; position += 777) {
            assertThat(position - checkpoints.positionBefore(position))
                    .isLessThan(2 * checkpoints.spacing());
        }
    }

    @Test
    void theLastOneBeforeAPlaceIsGivenAsItWasTaken() throws IOException {
        Checkpoints checkpoints = new Checkpoints(10, MOST);
        checkpoints.add(at(100));
        checkpoints.add(at(200));
        assertThat(checkpoints.before(99)).isEmpty();
        Checkpoint found = checkpoints.before(199).orElseThrow();
        assertThat(found.outputPosition()).isEqualTo(100);
        assertThat(found.window()).isEqualTo(at(100).window());
        assertThat(checkpoints.positionBefore(99)).isZero();
        assertThat(checkpoints.positionBefore(200)).isEqualTo(200);
    }

    @Test
    void whatLiesCloseToAnotherOneIsNotKept() {
        Checkpoints checkpoints = new Checkpoints(10, MOST);
        checkpoints.add(at(100));
        long before = checkpoints.bytesInUse();
        checkpoints.add(at(105));
        checkpoints.add(at(95));
        assertThat(checkpoints.bytesInUse()).isEqualTo(before);
    }
}
