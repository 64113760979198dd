package org.lifeboat.restore.inside;

import org.lifeboat.disk.ext4.MetadataLook;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Blocks that look like metadata, kept when they were passed: whoever walks through all folders
 * wants them in another order than they lie in. Those that came first stay. Safe for use by several
 * threads.
 */
final class KeptBlocks {

    /** In bytes. */
    static final int SIZE = MetadataLook.BLOCK;

    private final int most;
    private final MetadataLook look = new MetadataLook();
    private final Map<Long, byte[]> blocks = new HashMap<>();

    /**
     * @param bytes of memory
     */
    KeptBlocks(long bytes) {
        this.most = (int) (bytes / SIZE);
    }

    /**
     * Looks at what was passed, and keeps what may be wanted again.
     *
     * @param position of the first byte, at the beginning of a block
     */
    synchronized void pass(long position, byte[] bytes, int length) {
        for (int at = 0; at + SIZE <= length && blocks.size() < most; at += SIZE) {
            if (look.isLikely(bytes, at)) {
                blocks.put((position + at) / SIZE, Arrays.copyOfRange(bytes, at, at + SIZE));
            }
        }
    }

    /**
     * Copies bytes of one block, if it is kept.
     *
     * @param position of the first byte
     * @param length within the block
     */
    synchronized boolean copy(long position, ByteBuffer into, int length) {
        byte[] block = blocks.get(position / SIZE);
        if (block == null) {
            return false;
        }
        into.put(block, (int) (position % SIZE), length);
        return true;
    }
}
