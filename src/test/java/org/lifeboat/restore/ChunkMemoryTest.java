package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.local.ComputerMemory;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.util.List;
import java.util.concurrent.CancellationException;

/** Room for four pieces at a time, or for one chunk of up to ten. */
@Timeout(20)
class ChunkMemoryTest {

    private final ChunkMemory memory = new ChunkMemory(4 * ChunkBytes.PIECE, 10 * ChunkBytes.PIECE);
    private final Cancellation cancellation = new Cancellation();

    private static OuterEntry chunk(int pieces) {
        long size = (long) pieces * ChunkBytes.PIECE;
        return new OuterEntry("vm5/private.img.000", 0, size, false);
    }

    @Test
    void aChunkThatNeedsMoreThanAllMayShareGetsItAlone() throws ProblemException {
        List<byte[]> large = memory.take(chunk(9), cancellation);
        assertThat(large).hasSize(9);
        assertThat(memory.takeIfFree(chunk(1))).isEmpty();
        large.forEach(memory::release);
        assertThat(memory.takeIfFree(chunk(1))).isPresent();
        assertThat(memory.takeIfFree(chunk(9))).isEmpty();
    }

    @Test
    void whatWasNotUsedByAllAtATimeGoesBackToTheHeap() throws ProblemException {
        List<byte[]> large = memory.take(chunk(9), cancellation);
        large.forEach(memory::release);
        List<byte[]> again = memory.take(chunk(9), cancellation);
        assertThat(again.stream().filter(piece -> large.stream().anyMatch(p -> p == piece)))
                .hasSize(4);
    }

    @Test
    void aChunkThatNeverFitsIsRefused() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> memory.take(chunk(11), cancellation));
    }

    @Test
    void whoWaitsForMemoryStopsWhenThatIsWished() throws ProblemException {
        memory.take(chunk(4), cancellation);
        cancellation.request();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> memory.take(chunk(1), cancellation));
    }

    /** A chunk of Qubes' size with room for the pieces that it is held in. */
    private static final long QUBES_CHUNK = (100L << 20) + ChunkBytes.PIECE;

    @ParameterizedTest
    @CsvSource({
        "2, 4096, 4",
        "8, 65536, 16",
        "32, 65536, 64",
    })
    void aLargeHeapHoldsTwoChunksOfQubesSizeAWorker(int workers, long heap, int chunks) {
        assertThat(ChunkMemory.shared(workers, heap << 20)).isEqualTo(chunks * QUBES_CHUNK);
    }

    @ParameterizedTest
    @CsvSource({"1, 350", "2, 350", "8, 350", "16, 750", "64, 1024"})
    void allChunksLeaveTwoFifthsOfASmallHeapHoweverManyProcessorsThereAre(int workers, long heap) {
        assertThat(ChunkMemory.shared(workers, heap << 20))
                .isGreaterThanOrEqualTo(QUBES_CHUNK)
                .isLessThanOrEqualTo((heap << 20) / 10 * 6);
    }

    /** As {@code packaging/jvm.options} has it, the heap is half of the memory. */
    @Test
    void aChunkOfOneGibibyteHasRoomWhereThereAreFourGibibytes() {
        assertThat(ChunkMemory.most(2L << 30)).isGreaterThan((1L << 30) + ChunkBytes.PIECE);
        assertThat(ChunkMemory.shared(2, 2L << 30)).isLessThan(1L << 30);
    }

    @Test
    void aKeyThatTakesMostOfTheMemoryLeavesAHeapForOneChunk() {
        long total = 700L << 20;
        long key = 256L << 20;
        long heap = ChunkMemory.heapBeside(key, total, total / 2);
        assertThat(heap + key + ComputerMemory.OUTSIDE_OF_HEAP).isLessThanOrEqualTo(total);
        assertThat(ChunkMemory.most(heap)).isGreaterThanOrEqualTo(QUBES_CHUNK);
    }

    @Test
    void aKeyThatTakesNothingLeavesTheWholeHeap() {
        assertThat(ChunkMemory.heapBeside(0, 700L << 20, 350L << 20)).isEqualTo(350L << 20);
    }
}
