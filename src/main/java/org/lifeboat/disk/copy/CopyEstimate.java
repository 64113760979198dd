package org.lifeboat.disk.copy;

/**
 * What a copy will be, as the inodes say. A file of several names counts once.
 *
 * @param bytes of files, holes included
 * @param storedBytes of files, without holes
 * @param problems of folders that cannot be read, or limits that were met
 */
public record CopyEstimate(long files, long folders, long bytes, long storedBytes, long problems) {

    public static final CopyEstimate NOTHING = new CopyEstimate(0, 0, 0, 0, 0);

    public CopyEstimate and(CopyEstimate other) {
        return new CopyEstimate(
                files + other.files,
                folders + other.folders,
                plus(bytes, other.bytes),
                plus(storedBytes, other.storedBytes),
                problems + other.problems);
    }

    /** Claimed sizes may be anything. */
    static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
