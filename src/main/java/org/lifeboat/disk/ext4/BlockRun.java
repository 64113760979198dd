package org.lifeboat.disk.ext4;

/**
 * Consecutive blocks of a file that are consecutive on the disk too.
 *
 * @param logical the first one's number in the file
 * @param physical the first one's number in the file system, or {@link #UNWRITTEN}
 */
record BlockRun(long logical, long count, long physical) {

    /** Allocated, but never written: zeros. */
    static final long UNWRITTEN = 0;

    long end() {
        return logical + count;
    }
}
