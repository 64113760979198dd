package org.lifeboat.disk.ext4;

/**
 * Consecutive blocks of a file that are consecutive on the disk too.
 *
 * @param logical the first one's number in the file
 * @param physical the first one's number in the file system, or one of those below
 */
record BlockRun(long logical, long count, long physical) {

    /** Allocated, but never written: zeros. */
    static final long UNWRITTEN = 0;

    /** Not allocated: a hole. Only what changes a file says so. */
    static final long ABSENT = -1;

    /** Where they lie was lost. */
    static final long LOST = -2;

    long end() {
        return logical + count;
    }

    /** The blocks of it from one number in the file up to another. */
    BlockRun between(long from, long to) {
        long first = physical > 0 ? physical + (from - logical) : physical;
        return new BlockRun(from, to - from, first);
    }
}
