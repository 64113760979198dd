package org.lifeboat.disk.ext4;

/**
 * CRC-32C backwards: from a checksum and what it covers to what it was seeded with. Every step of a
 * CRC can be undone, so there is exactly one seed, and it tells whose block this is.
 */
final class ReverseCrc {

    private static final int CASTAGNOLI_REFLECTED = 0x82f63b78;

    private static final int[] STEP = new int[256];

    /** Which entry of the table has that highest byte: each has another one. */
    private static final int[] BY_HIGHEST = new int[256];

    static {
        for (int i = 0; i < STEP.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ CASTAGNOLI_REFLECTED : crc >>> 1;
            }
            STEP[i] = crc;
            BY_HIGHEST[crc >>> 24] = i;
        }
    }

    private ReverseCrc() {}

    /** The seed with which {@link Crc#crc32c(int, byte[], int, int)} gives that checksum. */
    static int seed(int crc, byte[] bytes, int from, int to) {
        int state = crc;
        for (int i = to - 1; i >= from; i--) {
            int entry = BY_HIGHEST[state >>> 24];
            state = (state ^ STEP[entry]) << 8 | (entry ^ bytes[i]) & 0xff;
        }
        return state;
    }

    /** The four bytes, as a little-endian number, that lead from one checksum to another. */
    static int between(int seed, int crc) {
        return seed(crc, new byte[4], 0, 4) ^ seed;
    }
}
