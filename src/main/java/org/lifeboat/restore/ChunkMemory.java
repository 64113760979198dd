package org.lifeboat.restore;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The memory for chunks, as a fixed number of pieces that are used again and again. A chunk gets
 * all of its pieces or none. Whoever waits for pieces must hold none itself; everything that is
 * held then comes back in the end.
 */
final class ChunkMemory implements ChunkBytes.Release {

    private static final long CANCEL_POLL_MILLIS = 100;

    private final long pieces;
    private final Deque<byte[]> idle = new ArrayDeque<>();
    private long inUse;

    /**
     * @param bytes to be used at most
     */
    ChunkMemory(long bytes) {
        this.pieces = Math.max(1, bytes / ChunkBytes.PIECE);
    }

    /** Half of what the JVM may have, but no more than two chunks of Qubes' size a worker. */
    static ChunkMemory forWorkers(int workers) {
        long chunk = 100L << 20;
        long wanted = 2 * workers * (chunk + ChunkBytes.PIECE);
        return new ChunkMemory(Math.min(wanted, Runtime.getRuntime().maxMemory() / 100 * 60));
    }

    /**
     * Waits until there is room for a chunk.
     *
     * @param size in bytes
     * @throws ProblemException if it is larger than all of the memory, or the run was cancelled
     */
    synchronized List<byte[]> take(String chunk, long size, Cancellation cancellation)
            throws ProblemException {
        long needed = pieces(size);
        if (needed > pieces) {
            throw new ProblemException(
                    new ChunkProblem.TooLarge(
                            chunk, new ByteCount(size), new ByteCount(pieces * ChunkBytes.PIECE)));
        }
        while (inUse + needed > pieces) {
            cancellation.check();
            try {
                wait(CANCEL_POLL_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new ProblemException(new RunProblem.Cancelled());
            }
        }
        return grant(needed);
    }

    /** Room for a chunk if there is some now. */
    synchronized Optional<List<byte[]>> takeIfFree(long size) {
        long needed = pieces(size);
        return inUse + needed > pieces ? Optional.empty() : Optional.of(grant(needed));
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
        idle.addFirst(piece);
        inUse--;
        notifyAll();
    }

    synchronized long bytesInUse() {
        return inUse * ChunkBytes.PIECE;
    }

    private static long pieces(long size) {
        return Math.ceilDiv(size, ChunkBytes.PIECE);
    }
}
