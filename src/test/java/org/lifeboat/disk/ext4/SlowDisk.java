package org.lifeboat.disk.ext4;

import java.io.IOException;

/**
 * A small disk with a large file, so that there is time to stop its copying: eight gibibytes, all
 * of them in the same two gibibytes of a hole behind what is stored.
 */
public final class SlowDisk {

    /** Below the root; its folder holds other files, too. */
    public static final String FILE = "home/user/your_data.txt";

    private static final int BLOCK = 64 << 10;
    private static final int MOST_BLOCKS = 32768;
    private static final int EXTENTS = 4;

    private SlowDisk() {}

    /** What comes before the hole. */
    public static byte[] start() throws IOException {
        EditedDisk disk = new EditedDisk("ext4-64k");
        long first = disk.bytes().length / BLOCK;
        disk.u32(1024 + 4, first + MOST_BLOCKS);
        long size = (long) EXTENTS * MOST_BLOCKS * BLOCK;
        long inode = disk.inode(FILE);
        disk.u32(inode + 4, size & 0xffffffffL).u32(inode + 0x6c, size >>> 32);
        long map = disk.map(FILE);
        disk.u16(map + 2, EXTENTS);
        for (int i = 0; i < EXTENTS; i++) {
            long extent = map + 12 + 12L * i;
            disk.u32(extent, (long) i * MOST_BLOCKS).u16(extent + 4, MOST_BLOCKS);
            disk.u16(extent + 6, 0).u32(extent + 8, first);
        }
        return disk.bytes();
    }

    /** In bytes, with the hole. */
    public static long size(byte[] start) {
        return start.length + (long) MOST_BLOCKS * BLOCK;
    }
}
