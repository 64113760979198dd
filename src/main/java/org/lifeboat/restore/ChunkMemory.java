package org.lifeboat.restore;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.OuterEntry;
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
 * The memory for chunks, as pieces that are used again and again. A chunk gets all of its pieces or
 * none. Whoever waits for pieces must hold none itself; everything that is held then comes back in
 * the end.
 */
final class ChunkMemory implements ChunkBytes.Release {

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
     * More than half of the heap, which is as large as this computer and its limits allow: for all
     * chunks, but no more than two of Qubes' size a worker, or for one that is larger.
     */
    static ChunkMemory forWorkers(int workers) {
        long most = Runtime.getRuntime().maxMemory() / 100 * 60;
        long chunk = 100L << 20;
        return new ChunkMemory(Math.min(most, 2 * workers * (chunk + ChunkBytes.PIECE)), most);
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

    /** Room for a chunk if there is some now. */
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
