package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.lifeboat.archive.Archives;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Two chunks of 1000 bytes, each 5000 units of work besides its key. */
class ProgressTest {

    private static final int SIZE = 1000;
    private static final double BYTES = 5.0 * SIZE;

    private static Progress withKeyWork(long keyWork) {
        List<OuterEntry> entries =
                List.of(
                        new OuterEntry("vm5/private.img.000", 0, SIZE, false),
                        new OuterEntry("vm5/private.img.001", SIZE, SIZE, false));
        Vm vm = new Vm("work", VmType.APP, "green", "vm5", true, OptionalLong.empty(), false);
        List<ChunkSequence> archives =
                Archives.of(
                                new BackupIndex(entries, List.of(), List.of(), Optional.empty()),
                                "",
                                ".hmac")
                        .sequences();
        return new Progress(List.of(new VmContents(vm, archives)), keyWork, false);
    }

    private static void finish(Progress progress, int chunk) {
        progress.enter(chunk, ChunkState.AUTHENTICATING);
        progress.authenticated(SIZE);
        progress.enter(chunk, ChunkState.DECODING);
        progress.decoded(SIZE);
        progress.enter(chunk, ChunkState.DECODED);
    }

    @Test
    void whereKeysTakeNothingOnlyBytesCount() {
        Progress progress = withKeyWork(0);
        progress.authenticated(SIZE);
        assertThat(progress.fraction()).isEqualTo(1 / 10.0);
        progress.decoded(SIZE);
        assertThat(progress.fraction()).isEqualTo(5 / 10.0);
    }

    @Test
    void itIsLookedForWhatCanBeSavedUntilTheLastArchiveIsDone() {
        Progress progress = withKeyWork(0);
        assertThat(progress.isSalvaging()).isFalse();
        progress.salvages(true);
        progress.salvages(true);
        progress.salvages(false);
        assertThat(progress.isSalvaging()).isTrue();
        progress.salvages(false);
        assertThat(progress.isSalvaging()).isFalse();
    }

    @Test
    void aKeyIsPartOfTheWholeWorkWhileItIsDerived() {
        Progress progress = withKeyWork(95_000);
        progress.enter(0, ChunkState.DERIVING);
        assertThat(progress.fraction()).isZero();
        progress.at(0, ChunkState.DERIVING, 0.5);
        assertThat(progress.fraction()).isCloseTo(47_500 / 200_000.0, within(1e-6));
        finish(progress, 0);
        assertThat(progress.fraction()).isCloseTo(0.5, within(1e-6));
        finish(progress, 1);
        assertThat(progress.fraction()).isEqualTo(1);
    }

    @Test
    void aKeyThatWasKnownCountsAsDerived() {
        Progress progress = withKeyWork(20_000);
        progress.enter(0, ChunkState.READING);
        assertThat(progress.fraction()).isZero();
        progress.enter(0, ChunkState.AUTHENTICATING);
        assertThat(progress.fraction()).isCloseTo(20_000 / (2 * (20_000 + BYTES)), within(1e-6));
    }

    @Test
    void aChunkThatIsReadAgainTakesNothingBackAndCountsOnce() {
        Progress progress = withKeyWork(20_000);
        progress.enter(0, ChunkState.DERIVING);
        progress.at(0, ChunkState.DERIVING, 1);
        double once = progress.fraction();
        progress.enter(0, ChunkState.READING);
        assertThat(progress.fraction()).isEqualTo(once);
        progress.enter(0, ChunkState.DERIVING);
        progress.at(0, ChunkState.DERIVING, 0.3);
        assertThat(progress.fraction()).isEqualTo(once);
        progress.at(0, ChunkState.DERIVING, 1);
        assertThat(progress.fraction()).isEqualTo(once);
    }

    @Test
    void theBarOfADerivationTellsOfTheKeyAndNotOfBytes() {
        Progress progress = withKeyWork(20_000);
        progress.at(0, ChunkState.READING, 1);
        assertThat(progress.fraction(0)).isEqualTo(1);
        progress.enter(0, ChunkState.DERIVING);
        assertThat(progress.fraction(0)).isZero();
        progress.at(0, ChunkState.DERIVING, 0.25);
        assertThat(progress.fraction(0)).isEqualTo(0.25);
        progress.enter(0, ChunkState.AUTHENTICATING);
        assertThat(progress.fraction(0)).isZero();
    }

    @Test
    void aChunksWorkGrowsFromStateToState() {
        Progress progress = withKeyWork(20_000);
        assertThat(progress.work(0)).isEqualTo(20_000 + BYTES);
        double before = progress.workDone(0);
        assertThat(before).isZero();
        for (ChunkState state :
                List.of(
                        ChunkState.READING,
                        ChunkState.DERIVING,
                        ChunkState.AUTHENTICATING,
                        ChunkState.DECODING)) {
            progress.enter(0, state);
            assertThat(progress.workDone(0)).as(state.name()).isGreaterThanOrEqualTo(before);
            progress.at(0, state, 0.99);
            assertThat(progress.workDone(0)).as(state.name()).isGreaterThan(before);
            before = progress.workDone(0);
        }
        progress.enter(0, ChunkState.DECODED);
        assertThat(progress.workDone(0)).isEqualTo(progress.work(0)).isGreaterThan(before);
    }
}
