package org.lifeboat.archive;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A chunk as it was read, in pieces of equal size, the last one shorter. What was authenticated is
 * these bytes, so only these are decoded; the file is not looked at again.
 */
public final class ChunkBytes {

    /** Small enough for the caches and for young collections, large enough for few calls. */
    public static final int PIECE = 256 * 1024;

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private final long size;

    /** Where the first piece that is still held begins. */
    private long held;

    /**
     * @param pieces each of {@link #PIECE} bytes or more; owned by this object from now on
     * @param size bytes in use
     */
    public ChunkBytes(List<byte[]> pieces, long size) {
        this.pieces.addAll(pieces);
        this.size = size;
    }

    public static ChunkBytes of(byte[] bytes) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += PIECE) {
            byte[] piece = new byte[PIECE];
            System.arraycopy(bytes, at, piece, 0, Math.min(PIECE, bytes.length - at));
            pieces.add(piece);
        }
        return new ChunkBytes(pieces, bytes.length);
    }

    public long size() {
        return size;
    }

    /** Receives a run of bytes; it may change them in place but not keep the array. */
    @FunctionalInterface
    public interface Visitor {
        void visit(byte[] bytes, int offset, int length);
    }

    /**
     * Visits the bytes from {@code start} to {@code end}, in order.
     *
     * @throws IllegalStateException if some of them were released
     */
    public void visit(long start, long end, Visitor visitor) {
        if (start < held && start < end) {
            throw new IllegalStateException("bytes that were released");
        }
        long pieceStart = held;
        for (byte[] piece : pieces) {
            long from = Math.max(start, pieceStart);
            long to = Math.min(end, pieceStart + PIECE);
            if (from < to) {
                visitor.visit(piece, (int) (from - pieceStart), (int) (to - from));
            }
            pieceStart += PIECE;
        }
    }

    /** A copy of the bytes from {@code start}, {@code length} of them. */
    public byte[] copy(long start, int length) {
        byte[] copy = new byte[length];
        int[] at = {0};
        visit(
                start,
                start + length,
                (bytes, offset, count) -> {
                    System.arraycopy(bytes, offset, copy, at[0], count);
                    at[0] += count;
                });
        return copy;
    }

    /** What is done with a piece that was read to its end. */
    @FunctionalInterface
    public interface Release {
        void release(byte[] piece);
    }

    /**
     * Reads the bytes once; pieces are released as they are used, and cannot be visited any more.
     *
     * @param start the first byte that is given
     * @param end the end of what is given
     * @param consumed told how many bytes were used up
     */
    public InputStream consume(long start, long end, Release release, IntConsumer consumed) {
        return new Consumer(start, end, release, consumed);
    }

    /** Releases the pieces that are still held. */
    public void releaseAll(Release release) {
        while (!pieces.isEmpty()) {
            releaseFirst(release);
        }
    }

    private void releaseFirst(Release release) {
        release.release(pieces.removeFirst());
        held += PIECE;
    }

    private final class Consumer extends InputStream {
        private final Release release;
        private final IntConsumer consumed;
        private final long end;
        private long at;

        private Consumer(long start, long end, Release release, IntConsumer consumed) {
            this.at = start;
            this.end = end;
            this.release = release;
            this.consumed = consumed;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            dropUsedPieces();
            if (at >= end || pieces.isEmpty()) {
                return -1;
            }
            int inPiece = (int) (at - held);
            int count = (int) Math.min(Math.min(length, PIECE - inPiece), end - at);
            System.arraycopy(pieces.peekFirst(), inPiece, into, offset, count);
            at += count;
            consumed.accept(count);
            return count;
        }

        private void dropUsedPieces() {
            while (!pieces.isEmpty() && at - held >= PIECE) {
                releaseFirst(release);
            }
            if (at >= end) {
                releaseAll(release);
            }
        }
    }
}
