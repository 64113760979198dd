package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.OuterEntry;
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
}
