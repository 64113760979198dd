package org.lifeboat.restore.inside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.testing.BackupBuilder;

/** Checkpoints stay few, and what they are good for stays known. */
class CheckpointsTest {

    private static final int WINDOW = 1_000;
    private static final int MOST = 100_000;

    private static byte[] at(long position) {
        return BackupBuilder.random((int) position, WINDOW);
    }

    private static void add(Checkpoints checkpoints, long position) {
        checkpoints.add(position, () -> at(position));
    }

    @Test
    void theyTakeNoMoreMemoryThanTheyMayHoweverManyComeAndAreFartherApartThen() {
        Checkpoints checkpoints = new Checkpoints(10, MOST);
        for (long position = 10; position <= 20_000; position += 10) {
            add(checkpoints, position);
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
    void theLastOneBeforeAPlaceIsGivenAsItWasTaken() {
        Checkpoints checkpoints = new Checkpoints(10, MOST);
        add(checkpoints, 100);
        add(checkpoints, 200);
        assertThat(checkpoints.before(99)).isEmpty();
        Checkpoints.Known found = checkpoints.before(199).orElseThrow();
        assertThat(found.position()).isEqualTo(100);
        assertThat(found.bytes()).isEqualTo(at(100));
        assertThat(checkpoints.positionBefore(99)).isZero();
        assertThat(checkpoints.positionBefore(200)).isEqualTo(200);
    }

    @Test
    void whatLiesCloseToAnotherOneIsNotKept() {
        Checkpoints checkpoints = new Checkpoints(10, MOST);
        add(checkpoints, 100);
        long before = checkpoints.bytesInUse();
        add(checkpoints, 105);
        add(checkpoints, 95);
        assertThat(checkpoints.bytesInUse()).isEqualTo(before);
    }
}
