package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.local.ComputerMemory;
import org.lifeboat.watch.Watch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

@Timeout(20)
class ScryptMemoryTest {

    /** Keeps nothing that nobody uses. */
    private final ScryptMemory memory = new ScryptMemory(1000, 2000, Runnable::run);

    private final List<Runnable> later = new ArrayList<>();
    private final ScryptMemory keeping = new ScryptMemory(1000, 2000, later::add);

    private final CountDownLatch waits = new CountDownLatch(1);

    private ScryptMemory.Lease take(long size) {
        return take(memory, size, NOBODY_WAITS);
    }

    private static ScryptMemory.Lease take(ScryptMemory memory, long size, Watch watch) {
        try {
            return memory.take(size, watch);
        } catch (ScryptTooCostlyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A watch is told of waiting alone. */
    private static final Watch NOBODY_WAITS =
            (stage, done) -> {
                throw new AssertionError("there is room");
            };

    /** Takes memory on another thread, and returns once that has to wait. */
    private CompletableFuture<ScryptMemory.Lease> waitFor(long size) throws Exception {
        CompletableFuture<ScryptMemory.Lease> lease =
                CompletableFuture.supplyAsync(
                        () -> take(memory, size, (stage, done) -> waits.countDown()));
        waits.await();
        return lease;
    }

    private static boolean isGone(MemorySegment bytes) {
        return !bytes.scope().isAlive();
    }

    @Test
    void asManyAsFitAreThereAtATime() throws Exception {
        ScryptMemory.Lease first = take(400);
        ScryptMemory.Lease second = take(600);
        CompletableFuture<ScryptMemory.Lease> third = waitFor(400);
        assertThat(third).isNotDone();
        first.close();
        assertThat(third.get().bytes().byteSize()).isEqualTo(400);
        third.get().close();
        second.close();
    }

    @Test
    void aLargerOneIsThereByItself() throws Exception {
        ScryptMemory.Lease large = take(2000);
        CompletableFuture<ScryptMemory.Lease> small = waitFor(1);
        assertThat(small).isNotDone();
        large.close();
        small.get().close();
    }

    @Test
    void whoComesNextGetsTheSameMemoryWiped() throws Exception {
        ScryptMemory.Lease first = keeping.take(400, NOBODY_WAITS);
        long address = first.bytes().address();
        first.bytes().fill((byte) 7);
        first.close();
        ScryptMemory.Lease second = keeping.take(400, NOBODY_WAITS);
        assertThat(second.bytes().address()).isEqualTo(address);
        assertThat(second.bytes().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
        second.close();
    }

    @Test
    void memoryThatNobodyWantedForAWhileIsGivenBack() throws Exception {
        ScryptMemory.Lease first = keeping.take(400, NOBODY_WAITS);
        MemorySegment bytes = first.bytes();
        first.close();
        assertThat(bytes.scope().isAlive()).isTrue();
        later.removeFirst().run();
        assertThat(bytes.scope().isAlive()).isFalse();
    }

    @Test
    void memoryThatWasTakenAgainMeanwhileStays() throws Exception {
        keeping.take(400, NOBODY_WAITS).close();
        ScryptMemory.Lease second = keeping.take(400, NOBODY_WAITS);
        MemorySegment bytes = second.bytes();
        second.close();
        later.removeFirst().run();
        assertThat(bytes.scope().isAlive()).isTrue();
        later.removeFirst().run();
        assertThat(bytes.scope().isAlive()).isFalse();
    }

    @Test
    void memoryThatIsKeptMakesRoomForALargerOne() throws Exception {
        ScryptMemory.Lease small = keeping.take(400, NOBODY_WAITS);
        MemorySegment bytes = small.bytes();
        small.close();
        keeping.take(1900, NOBODY_WAITS).close();
        assertThat(bytes.scope().isAlive()).isFalse();
    }

    /** 700 MB and 2 GB are the smallest computers that Lifeboat is meant for. */
    @ParameterizedTest
    @ValueSource(longs = {700, 1024, 2048, 4096, 65_536})
    void allKeysTogetherLeaveRoomForTheLargestHeapAndTheProgramBesideIt(long megabytes) {
        long total = megabytes << 20;
        long heap = total / 2;
        long keys = ScryptMemory.shared(total, heap);
        assertThat(keys).isPositive();
        assertThat(keys + heap + ComputerMemory.OUTSIDE_OF_HEAP).isLessThanOrEqualTo(total);
    }

    @ParameterizedTest
    @CsvSource({"700, 256", "2048, 1024", "4096, 2048"})
    void oneKeyByItselfMayTakeMostOfASmallComputer(long megabytes, long key) {
        long total = megabytes << 20;
        long most = ScryptMemory.alone(total);
        assertThat(most).isGreaterThanOrEqualTo(key << 20);
        assertThat(most + ComputerMemory.OUTSIDE_OF_HEAP + (100L << 20)).isLessThan(total);
    }

    @Test
    void whereThereIsNoRoomThereIsNone() {
        assertThat(ScryptMemory.shared(100 << 20, 50 << 20)).isZero();
        assertThat(ScryptMemory.alone(100 << 20)).isZero();
    }

    @Test
    void aLargerOneWaitsUntilNobodyElseIsThere() throws Exception {
        ScryptMemory.Lease small = take(1);
        CompletableFuture<ScryptMemory.Lease> large = waitFor(1001);
        assertThat(large).isNotDone();
        small.close();
        large.get().close();
    }

    @Test
    void allOfItCanBeWritten() {
        try (ScryptMemory.Lease lease = take(1000)) {
            assertThat(lease.bytes().byteSize()).isEqualTo(1000);
            assertThat(lease.bytes().address() % 64).isZero();
            lease.bytes().set(ValueLayout.JAVA_BYTE, 999, (byte) 1);
            assertThat(lease.bytes().get(ValueLayout.JAVA_BYTE, 999)).isEqualTo((byte) 1);
        }
    }

    @Test
    void whileSomebodyDerivesMemoryIsUsedAgain() {
        ScryptMemory.Lease longer = take(100);
        ScryptMemory.Lease other = take(200);
        ScryptMemory.Lease first = take(400);
        MemorySegment bytes = first.bytes();
        first.close();
        other.close();
        assertThat(isGone(bytes)).isFalse();
        ScryptMemory.Lease second = take(400);
        assertThat(second.bytes().address()).isEqualTo(bytes.address());
        // What is in use is nobody else's.
        ScryptMemory.Lease third = take(400);
        assertThat(third.bytes().address()).isNotEqualTo(bytes.address());
        third.close();
        second.close();
        longer.close();
    }

    @Test
    void whatIsNotInUseMakesRoom() {
        ScryptMemory.Lease longer = take(400);
        ScryptMemory.Lease first = take(400);
        MemorySegment bytes = first.bytes();
        first.close();
        ScryptMemory.Lease fits = take(200);
        assertThat(isGone(bytes)).isFalse();
        ScryptMemory.Lease large = take(400 - 1);
        assertThat(isGone(bytes)).isTrue();
        large.close();
        fits.close();
        longer.close();
    }

    @Test
    void noneIsKeptWhenNobodyDerives() {
        ScryptMemory.Lease first = take(400);
        ScryptMemory.Lease second = take(300);
        MemorySegment one = first.bytes();
        MemorySegment other = second.bytes();
        first.close();
        assertThat(isGone(one)).isFalse();
        second.close();
        assertThat(isGone(one)).isTrue();
        assertThat(isGone(other)).isTrue();
        // Nor is it counted any more.
        take(1000).close();
        ScryptMemory.Lease third = take(500);
        take(500).close();
        third.close();
    }

    @Test
    void whoeverWaitsGetsWhatAnotherGaveBack() throws Exception {
        ScryptMemory.Lease first = take(800);
        MemorySegment bytes = first.bytes();
        CompletableFuture<ScryptMemory.Lease> second = waitFor(800);
        first.close();
        assertThat(second.get().bytes().address()).isEqualTo(bytes.address());
        assertThat(isGone(bytes)).isFalse();
        second.get().close();
        assertThat(isGone(bytes)).isTrue();
    }

    @Test
    void whoeverWaitsCanBeStopped() {
        ScryptMemory.Lease first = take(800);
        Watch stop =
                (stage, done) -> {
                    throw new CancellationException();
                };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> take(memory, 800, stop));
        MemorySegment bytes = first.bytes();
        first.close();
        assertThat(isGone(bytes)).as("nobody waits any more").isTrue();
        take(1000).close();
    }

    @Test
    void whoeverWaitsCanBeInterrupted() {
        try (ScryptMemory.Lease _ = take(800)) {
            Watch interrupt = (stage, done) -> Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> take(memory, 800, interrupt));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatIsMoreThanThereCanBeIsRefused() {
        assertThatExceptionOfType(ScryptTooCostlyException.class)
                .isThrownBy(() -> memory.take(2001, NOBODY_WAITS))
                .satisfies(
                        refused -> {
                            assertThat(refused.isForWantOfMemory()).isTrue();
                            assertThat(refused.needed()).isEqualTo(2001);
                            assertThat(refused.available()).isEqualTo(2000);
                        });
        assertThat(memory.most()).isEqualTo(2000);
    }

    /** No system has an exbibyte. */
    @Test
    void whatTheSystemDoesNotGiveIsRefusedAndNotCounted() {
        ScryptMemory endless = new ScryptMemory(1000, Long.MAX_VALUE, Runnable::run);
        assertThatExceptionOfType(ScryptTooCostlyException.class)
                .isThrownBy(() -> endless.take(1L << 60, NOBODY_WAITS))
                .satisfies(refused -> assertThat(refused.needed()).isEqualTo(1L << 60));
        ScryptMemory.Lease first = take(endless, 500, NOBODY_WAITS);
        ScryptMemory.Lease second = take(endless, 500, NOBODY_WAITS);
        MemorySegment bytes = second.bytes();
        second.close();
        first.close();
        assertThat(isGone(bytes)).isTrue();
    }

    @Test
    void thisComputersMemoryIsSharedByAllBackups() {
        assertThat(ScryptMemory.ofThisComputer()).isSameAs(ScryptMemory.ofThisComputer());
        assertThat(ScryptMemory.ofThisComputer().most()).isGreaterThan(64 << 20);
    }
}
