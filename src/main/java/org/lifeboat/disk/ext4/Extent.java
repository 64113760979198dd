package org.lifeboat.disk.ext4;

/**
 * A piece of a file: data, or a hole, which reads as zeros.
 *
 * @param offset in bytes, in the file
 * @param length in bytes, above 0
 * @param position in bytes, where the data begins in what it is read from; negative for a hole
 */
public record Extent(long offset, long length, long position) {

    static final long HOLE = -1;
    static final long LOST = -2;

    public boolean isHole() {
        return position < 0;
    }

    /** Whether there may have been data, but where it lies was lost. It is a hole, too. */
    public boolean isLost() {
        return position == LOST;
    }
}
