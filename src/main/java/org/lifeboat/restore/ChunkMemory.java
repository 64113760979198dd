package org.lifeboat.restore;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.local.ComputerMemory;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The memory for chunks, as pieces that are reused. A chunk gets all of its pieces or none. A
 * thread that waits for pieces must not hold any, so that all pieces come back in the end.
 */
final class ChunkMemory implements ChunkBytes.Release {

    /** The size that Qubes gives all chunks but the last of an archive, in bytes. */
    private static final long QUBES_CHUNK = 100L << 20;

    private static final long CANCEL_POLL_MILLIS = 100;

    private final long shared;
    private final long most;
    private final Deque<byte[]> idle = new ArrayDeque<>();
    private long inUse;

    /**
     * @param shared bytes for all chunks at a time
     * @param most bytes for one chunk by itself
     */
    ChunkMemory(long shared, long most) {
        this.shared = Math.max(1, shared / ChunkBytes.PIECE);
        this.most = Math.max(1, most / ChunkBytes.PIECE);
    }

    /**
     * As much as this computer and its limits allow.
     *
     * @param workers how many archives are worked on at a time
     * @param keyMemory bytes outside of the heap that deriving a chunk's key takes
     */
    static ChunkMemory forWorkers(int workers, long keyMemory) {
        long heap = heapBeside(keyMemory, ComputerMemory.total(), ComputerMemory.largestHeap());
        return new ChunkMemory(shared(workers, heap), most(heap));
    }

    /** How large the heap may become while a key is derived outside of it, in bytes. */
    static long heapBeside(long keyMemory, long total, long largestHeap) {
        return Math.min(largestHeap, total - keyMemory - ComputerMemory.OUTSIDE_OF_HEAP);
    }

    /**
     * For one chunk by itself: more than half of the heap. The rest is for what is known of the
     * backup, for buffers, and for the collector to work in.
     */
    static long most(long heap) {
        return heap / 100 * 60;
    }

    /** For all chunks: the same, but no more than two of Qubes' size a worker. */
    static long shared(int workers, long heap) {
        return Math.min(most(heap), 2 * workers * (QUBES_CHUNK + ChunkBytes.PIECE));
    }

    /**
     * Waits until there is room for a chunk.
     *
     * @throws ProblemException {@link ChunkProblem.TooLarge} if there never will be
     * @throws CancellationException if the run is to stop
     */
    synchronized List<byte[]> take(OuterEntry chunk, Cancellation cancellation)
            throws ProblemException {
        long needed = pieces(chunk);
        if (needed > most) {
            throw new ProblemException(
                    new ChunkProblem.TooLarge(
                            chunk.name(),
                            new ByteCount(chunk.size()),
                            new ByteCount(most * ChunkBytes.PIECE)));
        }
        while (!fits(needed)) {
            cancellation.check();
            try {
                wait(CANCEL_POLL_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
        return grant(needed);
    }

    /** Pieces for a chunk if they are free now. */
    synchronized Optional<List<byte[]>> takeIfFree(OuterEntry chunk) {
        long needed = pieces(chunk);
        return needed <= most && fits(needed) ? Optional.of(grant(needed)) : Optional.empty();
    }

    private boolean fits(long needed) {
        return inUse == 0 || inUse + needed <= shared;
    }

    private List<byte[]> grant(long needed) {
        List<byte[]> granted = new ArrayList<>((int) needed);
        for (long i = 0; i < needed; i++) {
            granted.add(idle.isEmpty() ? new byte[ChunkBytes.PIECE] : idle.removeFirst());
        }
        inUse += needed;
        return granted;
    }

    @Override
    public synchronized void release(byte[] piece) {
        inUse--;
        if (inUse + idle.size() < shared) {
            idle.addFirst(piece);
        }
        notifyAll();
    }

    private static long pieces(OuterEntry chunk) {
        return Math.ceilDiv(chunk.size(), ChunkBytes.PIECE);
    }
}
