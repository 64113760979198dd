package org.lifeboat.restore.salvage;

import java.util.Arrays;

/**
 * Looks for the first blocks of ext4 folders in bytes of which nobody knows where they belong: such
 * a block names its own inode in its entry {@code .}, and that inode says where the block lies (the
 * Linux kernel, "ext4 Data Structures and Algorithms", linear directories).
 */
final class FolderSightings {

    /** Both entries, {@code .} and {@code ..}, up to the end of the second one's name. */
    private static final int LENGTH = 24;

    /** Record length 12, name length 1, a folder, ".", padding: as a little-endian number. */
    private static final long SELF = 0x0000_002e_0201_000cL;

    private static final int SELF_AT = 4;
    private static final int PARENT_AT = 12;

    /** One is a folder; a disk of more than these places itself by far fewer. */
    private static final int MOST = 200_000;

    private long[] positions = new long[64];
    private long[] inodes = new long[64];
    private int count;

    private final Scan scan = new Scan(LENGTH, this::look);

    /** Receives what was seen: where in the piece, and the number of the folder's inode. */
    @FunctionalInterface
    interface Sighting {
        void accept(long position, long inode);
    }

    void forEach(Sighting sighting) {
        for (int i = 0; i < count; i++) {
            sighting.accept(positions[i], inodes[i]);
        }
    }

    Scan scan() {
        return scan;
    }

    private void look(byte[] held, int at, long position) {
        if (held[at + SELF_AT + 4] == '.' && isFolder(held, at)) {
            note(position, number(held, at, 4));
        }
    }

    private static boolean isFolder(byte[] held, int at) {
        return number(held, at + SELF_AT, 8) == SELF
                && held[at + PARENT_AT + 6] == 2
                && held[at + PARENT_AT + 7] == 2
                && held[at + PARENT_AT + 8] == '.'
                && held[at + PARENT_AT + 9] == '.'
                && number(held, at, 4) > 0
                && number(held, at + PARENT_AT, 4) > 0;
    }

    private static long number(byte[] held, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | held[at + i] & 0xff;
        }
        return value;
    }

    private void note(long position, long inode) {
        if (count == MOST) {
            return;
        }
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
            inodes = Arrays.copyOf(inodes, count * 2);
        }
        positions[count] = position;
        inodes[count++] = inode;
    }
}
