package org.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    private void run(double from, double to, double fractionFrom, double fractionTo) {
        for (double t = from; t <= to; t += 0.1) {
            double fraction = fractionFrom + (fractionTo - fractionFrom) * (t - from) / (to - from);
            pace.add(t, fraction, Math.round(fraction * 1_000_000));
        }
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(pace.secondsLeft()).isEmpty();
        assertThat(pace.bytesPerSecond()).isZero();
        pace.add(0, 0, 0);
        assertThat(pace.secondsLeft()).isEmpty();
        run(0.1, 2.5, 0, 0.1);
        assertThat(pace.secondsLeft()).isEmpty();
    }

    @Test
    void steadyWorkGivesTheTimeThatItTakes() {
        run(0, 10, 0, 0.25);
        assertThat(pace.secondsLeft().orElseThrow()).isEqualTo(30, Offset.offset(1.0));
        assertThat(pace.bytesPerSecond()).isBetween(24_000L, 26_000L);
    }

    @Test
    void onlyTheLastHalfMinuteCounts() {
        run(0, 10, 0, 0.5);
        run(10, 50, 0.5, 0.6);
        assertThat(pace.secondsLeft().orElseThrow()).isEqualTo(160, Offset.offset(10.0));
    }

    @Test
    void whereNothingMovesNoTimeIsPromised() {
        run(0, 10, 0, 0.5);
        run(10, 50, 0.5, 0.5);
        assertThat(pace.secondsLeft()).isEmpty();
        assertThat(pace.bytesPerSecond()).isZero();
    }

    @Test
    void atTheEndNothingIsLeft() {
        run(0, 10, 0, 1);
        pace.add(10, 1, 1_000_000);
        assertThat(pace.secondsLeft().orElseThrow()).isZero();
    }
}
