package org.lifeboat.disk.ext4;

import java.util.Arrays;

/**
 * Where in a stretch blocks of a journal's own were seen: those that describe, revoke or commit
 * (Linux, Documentation/filesystems/ext4/journal.rst). What lies near them may be a copy of any
 * block of the disk.
 */
final class JournalSightings {

    /** The journal's, big-endian there, as a little-endian number. */
    static final int MAGIC = 0x98393bc0;

    private static final int DESCRIBES = 1;
    private static final int COMMITS = 2;
    private static final int REVOKES = 5;

    /** In bytes, the smallest tag: so many copies can follow one describing block. */
    private static final int SMALLEST_TAG = 8;

    private final long near;
    private long[] positions = new long[64];
    private int count;

    /**
     * @param blockSize in bytes
     */
    JournalSightings(int blockSize) {
        this.near = (long) blockSize * (blockSize / SMALLEST_TAG);
    }

    /** Takes note of a block that begins here, if it is one. */
    void look(byte[] bytes, int at, long position) {
        int kind = Bytes.i32be(bytes, at + 4);
        boolean isOfLog = kind == DESCRIBES || kind == COMMITS || kind == REVOKES;
        if (Bytes.i32(bytes, at) != MAGIC || !isOfLog) {
            return;
        }
        // Those close to the last one but one say nothing new.
        if (count > 1 && position - positions[count - 2] < near) {
            positions[count - 1] = position;
            return;
        }
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
        }
        positions[count++] = position;
    }

    /** Whether a position is within one transaction's length of any. */
    boolean isNear(long position) {
        int i = Arrays.binarySearch(positions, 0, count, position);
        int behind = i >= 0 ? i : -i - 1;
        return behind < count && positions[behind] - position <= near
                || behind > 0 && position - positions[behind - 1] <= near;
    }
}
