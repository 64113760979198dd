package org.lifeboat.content;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds extents of a sparse file by their positions. Every so many of them are noted, and those
 * between are counted off the map itself, so that it stays small for millions of them. Safe for use
 * by several threads.
 */
public final class ExtentIndex {

    /** Extents from one that is noted to the next. */
    private static final int EVERY = 64;

    private final SparseMap map;
    private int count;
    private int[] encodedAt = new int[16];
    private long[] endBefore = new long[16];
    private long[] dataBefore = new long[16];

    /**
     * An extent, in bytes.
     *
     * @param offset where it begins in the file
     * @param dataBefore bytes of data in all extents before it
     */
    public record Extent(long offset, long length, long dataBefore) {
        public long end() {
            return offset + length;
        }
    }

    ExtentIndex(SparseMap map) {
        this.map = map;
        int[] at = {0};
        long end = 0;
        long data = 0;
        for (int i = 0; at[0] < map.encodedLength(); i++) {
            if (i % EVERY == 0) {
                note(at[0], end, data);
            }
            end += map.get(at);
            long length = map.get(at);
            end += length;
            data += length;
        }
    }

    private void note(int encoded, long end, long data) {
        if (count == encodedAt.length) {
            encodedAt = Arrays.copyOf(encodedAt, count * 2);
            endBefore = Arrays.copyOf(endBefore, count * 2);
            dataBefore = Arrays.copyOf(dataBefore, count * 2);
        }
        encodedAt[count] = encoded;
        endBefore[count] = end;
        dataBefore[count++] = data;
    }

    /** The first extent that ends behind this position: it holds the byte there, or a hole does. */
    public Optional<Extent> at(long position) {
        int found = Arrays.binarySearch(endBefore, 0, count, position);
        int nearest = found >= 0 ? found : -found - 2;
        if (nearest < 0) {
            return Optional.empty();
        }
        int[] at = {encodedAt[nearest]};
        long end = endBefore[nearest];
        long data = dataBefore[nearest];
        while (at[0] < map.encodedLength()) {
            long offset = end + map.get(at);
            long length = map.get(at);
            end = offset + length;
            if (position < end) {
                return Optional.of(new Extent(offset, length, data));
            }
            data += length;
        }
        return Optional.empty();
    }
}
