package org.lifeboat.disk.ext4;

/**
 * Blocks whose newest content is in the journal.
 *
 * @param blocks rising
 * @param positions in bytes, of each block's copy in the journal
 * @param escaped whether the copy's first four bytes stand for the journal's magic
 */
record Overlay(long[] blocks, long[] positions, boolean[] escaped) {

    static final Overlay NONE = new Overlay(new long[0], new long[0], new boolean[0]);

    /** The index of the first one that is not below. */
    int from(long block) {
        int low = 0;
        int high = blocks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks[middle] < block) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
