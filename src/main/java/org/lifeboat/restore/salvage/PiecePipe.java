package org.lifeboat.restore.salvage;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One of a segment's pieces, from some place on, for somebody who reads it while another thread
 * decodes it. Unknown bytes come as zeros, and {@link #isKnown} tells.
 */
final class PiecePipe implements PieceSink {

    private static final int BUFFER = 256 * 1024;

    private final int wanted;
    private final PipedInputStream in = new PipedInputStream(BUFFER);
    private final PipedOutputStream out;
    private final byte[] zeros = new byte[4096];

    /** Begins and ends, from the place on; guarded by itself. */
    private final List<long[]> unknown = new ArrayList<>();

    private int current = -1;

    /** Bytes up to the place, then negative. */
    private long toSkip;

    private long position;

    /**
     * @param wanted which of the pieces, from 0
     * @param from bytes of it that are left out
     */
    PiecePipe(int wanted, long from) throws IOException {
        this.wanted = wanted;
        this.toSkip = from;
        this.out = new PipedOutputStream(in);
    }

    /** To be read, and closed, by another thread than the one that fills it. */
    InputStream stream() {
        return in;
    }

    /**
     * Of bytes that were read, from the place on.
     *
     * @param to behind the last of them
     */
    boolean isKnown(long from, long to) {
        synchronized (unknown) {
            return unknown.stream().noneMatch(range -> range[0] < to && from < range[1]);
        }
    }

    /** That nothing more will come. */
    void finish() {
        try {
            out.close();
        } catch (IOException nobodyReads) {
            // Then it is over all the same.
        }
    }

    @Override
    public void begin(long bit) {
        current++;
    }

    @Override
    public void known(byte[] bytes, int offset, int length) throws IOException {
        if (current == wanted) {
            int skipped = skip(length);
            write(bytes, offset + skipped, length - skipped);
        }
    }

    @Override
    public void unknown(long length) throws IOException {
        if (current != wanted) {
            return;
        }
        long rest = length - skip(length);
        if (rest > 0) {
            add(position, position + rest);
        }
        for (long done = 0; done < rest; done += zeros.length) {
            write(zeros, 0, (int) Math.min(zeros.length, rest - done));
        }
    }

    private void add(long from, long to) {
        synchronized (unknown) {
            if (!unknown.isEmpty() && unknown.getLast()[1] == from) {
                unknown.getLast()[1] = to;
            } else {
                unknown.add(new long[] {from, to});
            }
        }
    }

    private int skip(long length) {
        int skipped = (int) Math.min(toSkip, length);
        toSkip -= skipped;
        return skipped;
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        out.flush();
        position += length;
    }

    @Override
    public void end(PieceEnd end) {
        // What follows is another piece.
    }
}
