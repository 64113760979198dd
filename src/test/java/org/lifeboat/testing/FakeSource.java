package org.lifeboat.testing;

import org.lifeboat.archive.Source;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** A source of any size: bytes at some positions, zeros everywhere else. */
public final class FakeSource implements Source {

    private final TreeMap<Long, byte[]> pieces;
    private final long size;
    private long bytesRead;

    private FakeSource(Map<Long, byte[]> pieces, long size) {
        this.pieces = new TreeMap<>(pieces);
        this.size = size;
    }

    public static FakeSource of(byte[] bytes) {
        return new FakeSource(Map.of(0L, bytes), bytes.length);
    }

    /**
     * @param pieces by their positions in bytes; they must not overlap
     */
    public static FakeSource of(Map<Long, byte[]> pieces, long size) {
        return new FakeSource(pieces, size);
    }

    /** By all readers together. */
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized void read(long position, ByteBuffer into) throws IOException {
        int length = into.remaining();
        if (position + length > size) {
            throw new EOFException();
        }
        byte[] bytes = new byte[length];
        for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
            long from = Math.max(position, piece.getKey());
            long to = Math.min(position + length, piece.getKey() + piece.getValue().length);
            if (from < to) {
                System.arraycopy(
                        piece.getValue(),
                        (int) (from - piece.getKey()),
                        bytes,
                        (int) (from - position),
                        (int) (to - from));
            }
        }
        into.put(bytes);
        bytesRead += length;
    }

    @Override
    public void readAgain(long position, ByteBuffer into) throws IOException {
        read(position, into);
    }
}
