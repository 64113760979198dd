package org.lifeboat.disk.ext4;

/**
 * Whether blocks look like metadata that a walk through all folders reads: blocks of folders, of
 * inode tables, of extent trees. A guess by their shape alone, so that they can be kept when they
 * are passed, before anybody knows where metadata lies. For one thread, which shows it the blocks
 * in their order.
 */
public final class MetadataLook {

    /** In bytes: what most file systems have. Of others, less is recognized. */
    public static final int BLOCK = 4096;

    private static final int EXTENT_MAGIC = 0xf30a;
    private static final int DEEPEST = 5;
    private static final int MOST_EXTENTS = (BLOCK - 12) / 12;
    private static final int SLOT = 128;
    private static final int BLOCK_MAP = 40;
    private static final int SHORTEST_RECORD = 8;

    /** A block of the journal that names others is followed by copies of so many at most. */
    private static final int COPIES = 256;

    private int copies;

    /**
     * @param block of {@link #BLOCK} bytes from the offset on
     */
    public boolean isLikely(byte[] block, int offset) {
        if (isJournal(block, offset)) {
            copies = COPIES;
            return false;
        }
        if (copies > 0) {
            copies--;
            return false;
        }
        return isExtents(block, offset) || isFolder(block, offset) || hasInode(block, offset);
    }

    private static boolean isJournal(byte[] block, int offset) {
        return (block[offset] & 0xff) == Journal.MAGIC >>> 24
                && (block[offset + 1] & 0xff) == (Journal.MAGIC >>> 16 & 0xff)
                && (block[offset + 2] & 0xff) == (Journal.MAGIC >>> 8 & 0xff)
                && (block[offset + 3] & 0xff) == (Journal.MAGIC & 0xff);
    }

    private static boolean isExtents(byte[] block, int at) {
        return Bytes.u16(block, at) == EXTENT_MAGIC
                && Bytes.u16(block, at + 2) <= Bytes.u16(block, at + 4)
                && Bytes.u16(block, at + 4) <= MOST_EXTENTS
                && Bytes.u16(block, at + 6) <= DEEPEST;
    }

    /** Records of a folder fill their block, each as long as its name needs. */
    private static boolean isFolder(byte[] block, int offset) {
        int end = offset + BLOCK;
        int at = offset;
        while (at < end) {
            int length = Bytes.u16(block, at + 4);
            int name = block[at + 6] & 0xff;
            boolean isOne =
                    length >= SHORTEST_RECORD
                            && (length & 3) == 0
                            && length <= end - at
                            && name + SHORTEST_RECORD <= length;
            if (!isOne) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static boolean hasInode(byte[] block, int offset) {
        for (int at = offset; at < offset + BLOCK; at += SLOT) {
            if (Bytes.u16(block, at + BLOCK_MAP) == EXTENT_MAGIC && Bytes.u16(block, at) != 0) {
                return true;
            }
        }
        return false;
    }
}
