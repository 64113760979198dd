package org.lifeboat.restore.inside;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.ProblemException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Chunks that were authenticated and are still in memory: as many as there is room for, those that
 * were used last. One for all disks of a backup. What is in use is never waited for, since bytes
 * leave it as copies.
 */
public final class ResidentChunks {

    private record Key(AuthenticChunks archive, int chunk) {}

    private final long usual;
    private final long most;
    private final LinkedHashMap<Key, List<byte[]>> held = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<byte[]> idle = new ArrayDeque<>();

    /** Pieces, those of chunks that are being loaded included. */
    private long inUse;

    /**
     * @param usual bytes for all chunks
     * @param most bytes for one chunk that is larger than that
     */
    public ResidentChunks(long usual, long most) {
        this.usual = Math.max(1, usual / ChunkBytes.PIECE);
        this.most = Math.max(this.usual, most / ChunkBytes.PIECE);
    }

    /**
     * Memory for a chunk, to be handed to {@link #keep} or {@link #giveBack}. Others are forgotten
     * for it, and those that are being loaded are waited for.
     *
     * @throws ProblemException with {@link ChunkProblem.TooLarge} if there is never enough
     */
    synchronized List<byte[]> take(String name, long bytes) throws ProblemException {
        long needed = Math.ceilDiv(bytes, ChunkBytes.PIECE);
        if (needed > most) {
            throw new ProblemException(
                    new ChunkProblem.TooLarge(
                            name, new ByteCount(bytes), new ByteCount(most * ChunkBytes.PIECE)));
        }
        boolean isInterrupted = false;
        while (inUse > 0 && inUse + needed > usual) {
            if (!held.isEmpty()) {
                release(held.pollFirstEntry().getValue());
                continue;
            }
            try {
                wait();
            } catch (InterruptedException later) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        List<byte[]> pieces = new ArrayList<>((int) needed);
        for (long i = 0; i < needed; i++) {
            pieces.add(idle.isEmpty() ? new byte[ChunkBytes.PIECE] : idle.removeFirst());
        }
        inUse += needed;
        return pieces;
    }

    /** The chunk is authentic, and its bytes are not changed any more. */
    synchronized void keep(AuthenticChunks archive, int chunk, List<byte[]> pieces) {
        List<byte[]> before = held.put(new Key(archive, chunk), pieces);
        if (before != null) {
            release(before);
        }
        notifyAll();
    }

    synchronized void giveBack(List<byte[]> pieces) {
        release(pieces);
    }

    private void release(List<byte[]> pieces) {
        inUse -= pieces.size();
        for (byte[] piece : pieces) {
            if (inUse + idle.size() < usual) {
                idle.addFirst(piece);
            }
        }
        notifyAll();
    }

    /**
     * Copies bytes of one piece of a chunk, if it is held.
     *
     * @param offset in the piece
     */
    synchronized boolean copy(
            AuthenticChunks archive,
            int chunk,
            int piece,
            int offset,
            byte[] into,
            int at,
            int length) {
        List<byte[]> pieces = held.get(new Key(archive, chunk));
        if (pieces == null) {
            return false;
        }
        System.arraycopy(pieces.get(piece), offset, into, at, length);
        return true;
    }

    /** Forgets an archive's chunks. When nothing is in use, nothing is kept for later either. */
    synchronized void forget(AuthenticChunks archive) {
        held.entrySet()
                .removeIf(
                        entry -> {
                            boolean isTheirs = entry.getKey().archive() == archive;
                            if (isTheirs) {
                                release(entry.getValue());
                            }
                            return isTheirs;
                        });
        if (inUse == 0) {
            idle.clear();
        }
    }
}
