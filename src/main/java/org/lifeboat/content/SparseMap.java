package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.util.Arrays;

/**
 * Where a file's data lies; everything else is holes. Extents rise and do not overlap. Disks with
 * millions of them are ordinary, so they are kept as differences of variable length, about 4 bytes
 * an extent.
 */
public final class SparseMap {

    /** Some 25 million extents, a 200 GiB disk with every second block in use. */
    private static final int MAX_ENCODED = 128 << 20;

    private byte[] encoded = new byte[64];
    private int encodedLength;
    private long end;
    private long dataBytes;

    /** The map of a file without holes. */
    static SparseMap whole(long size) throws ProblemException {
        SparseMap map = new SparseMap();
        map.add(0, size, size);
        return map;
    }

    /**
     * @param fileSize the file's true size in bytes, which no extent may pass
     * @throws ProblemException if the extent is not behind those before, or beyond the file
     */
    void add(long offset, long length, long fileSize) throws ProblemException {
        if (offset < end || length < 0 || offset > fileSize || length > fileSize - offset) {
            throw new ProblemException(new StreamProblem.SparseMapDamaged());
        }
        if (length > 0) {
            put(offset - end);
            put(length);
            end = offset + length;
            dataBytes += length;
        }
    }

    /** As bytes to keep. */
    public byte[] toBytes() {
        return Arrays.copyOf(encoded, encodedLength);
    }

    /**
     * @param bytes from {@link #toBytes}
     */
    public static SparseMap of(byte[] bytes) {
        SparseMap map = new SparseMap();
        map.encoded = bytes.length == 0 ? new byte[1] : bytes.clone();
        map.encodedLength = bytes.length;
        int[] at = {0};
        while (at[0] < map.encodedLength) {
            map.end += map.get(at);
            long length = map.get(at);
            map.end += length;
            map.dataBytes += length;
        }
        return map;
    }

    /**
     * Where in the file the first bytes of data end.
     *
     * @param count of them, 0 or more
     */
    public long end(long count) {
        long left = count;
        long position = 0;
        int[] at = {0};
        for (long offset = 0; left > 0 && at[0] < encodedLength; ) {
            offset += get(at);
            long length = get(at);
            position = offset + Math.min(left, length);
            left -= Math.min(left, length);
            offset += length;
        }
        return position;
    }

    /** Bytes of data in all extents. */
    public long dataBytes() {
        return dataBytes;
    }

    /** What the map itself takes in memory, in bytes. */
    int bytesInUse() {
        return encoded.length;
    }

    /** Receives an extent, in bytes. */
    @FunctionalInterface
    public interface Extent {
        void accept(long offset, long length) throws java.io.IOException;
    }

    public void forEach(Extent extent) throws java.io.IOException {
        int[] at = {0};
        long offset = 0;
        while (at[0] < encodedLength) {
            offset += get(at);
            long length = get(at);
            extent.accept(offset, length);
            offset += length;
        }
    }

    /** Extents that can be found by their positions. */
    public ExtentIndex index() {
        return new ExtentIndex(this);
    }

    int encodedLength() {
        return encodedLength;
    }

    private void put(long value) throws ProblemException {
        if (encodedLength + 10 > encoded.length) {
            if (encoded.length >= MAX_ENCODED) {
                throw new ProblemException(new StreamProblem.SparseMapDamaged());
            }
            encoded = Arrays.copyOf(encoded, encoded.length * 2);
        }
        long rest = value;
        while (rest >= 0x80) {
            encoded[encodedLength++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        encoded[encodedLength++] = (byte) rest;
    }

    /** The number that begins at a place of what is encoded; the place is moved behind it. */
    long get(int[] at) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = encoded[at[0]++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
