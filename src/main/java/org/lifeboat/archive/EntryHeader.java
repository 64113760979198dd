package org.lifeboat.archive;

/**
 * The header of one entry with the extensions before it.
 *
 * @param start where its first block begins, in bytes from the start of the source
 * @param name with what extensions say
 * @param data where its data begins
 * @param size bytes of data, as promised
 * @param next the end of its last block; may lie beyond the source's end
 * @param isFile whether it is a file, not a folder, link or the like
 */
record EntryHeader(long start, String name, long data, long size, long next, boolean isFile) {

    /** tar writes whole records of 20 blocks. */
    static final int RECORD = 10 * 1024;

    private static final int END_BLOCKS = 1024;

    /**
     * Where the tar ends whose last entry this is: with two zero blocks, in whole records.
     *
     * @param startOfTar where its first entry begins
     */
    long endOfTar(long startOfTar) {
        return startOfTar + Math.ceilDiv(next + END_BLOCKS - startOfTar, RECORD) * RECORD;
    }
}
