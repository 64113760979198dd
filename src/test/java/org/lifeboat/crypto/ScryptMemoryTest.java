package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

@Timeout(20)
class ScryptMemoryTest {

    private final List<Runnable> later = new ArrayList<>();
    private final ScryptMemory memory = new ScryptMemory(1000, 2000, later::add);

    @Test
    void asManyAsFitAreThereAtATime() throws Exception {
        ScryptMemory.Lease first = memory.take(400, Watch.NOBODY);
        ScryptMemory.Lease second = memory.take(400, Watch.NOBODY);
        CompletableFuture<ScryptMemory.Lease> third = CompletableFuture.supplyAsync(this::take);
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(third).isNotDone();
        first.close();
        assertThat(third.get().bytes().byteSize()).isEqualTo(400);
        third.get().close();
        second.close();
    }

    @Test
    void aLargerOneIsThereByItself() throws Exception {
        ScryptMemory.Lease large = memory.take(1900, Watch.NOBODY);
        CompletableFuture<ScryptMemory.Lease> small = CompletableFuture.supplyAsync(this::take);
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(small).isNotDone();
        large.close();
        small.get().close();
    }

    @Test
    void whoComesNextGetsTheSameMemoryWiped() throws Exception {
        ScryptMemory.Lease first = memory.take(400, Watch.NOBODY);
        long address = first.bytes().address();
        first.bytes().fill((byte) 7);
        first.close();
        ScryptMemory.Lease second = memory.take(400, Watch.NOBODY);
        assertThat(second.bytes().address()).isEqualTo(address);
        assertThat(second.bytes().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
        second.close();
    }

    @Test
    void memoryThatNobodyWantedForAWhileIsGivenBack() throws Exception {
        ScryptMemory.Lease first = memory.take(400, Watch.NOBODY);
        MemorySegment bytes = first.bytes();
        first.close();
        assertThat(bytes.scope().isAlive()).isTrue();
        later.removeFirst().run();
        assertThat(bytes.scope().isAlive()).isFalse();
    }

    @Test
    void memoryThatWasTakenAgainMeanwhileStays() throws Exception {
        memory.take(400, Watch.NOBODY).close();
        ScryptMemory.Lease second = memory.take(400, Watch.NOBODY);
        MemorySegment bytes = second.bytes();
        second.close();
        later.removeFirst().run();
        assertThat(bytes.scope().isAlive()).isTrue();
        later.removeFirst().run();
        assertThat(bytes.scope().isAlive()).isFalse();
    }

    @Test
    void memoryThatIsKeptMakesRoomForALargerOne() throws Exception {
        ScryptMemory.Lease small = memory.take(400, Watch.NOBODY);
        MemorySegment bytes = small.bytes();
        small.close();
        memory.take(1900, Watch.NOBODY).close();
        assertThat(bytes.scope().isAlive()).isFalse();
    }

    private ScryptMemory.Lease take() {
        try {
            return memory.take(400, Watch.NOBODY);
        } catch (ScryptTooCostlyException impossible) {
            throw new IllegalStateException(impossible);
        }
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
}
