package org.lifeboat.disk.ext4;

import java.util.zip.CRC32C;

/** The checksums of ext4 and of its journal. None of them inverts its result at the end. */
final class Crc {

    /** What every checksum starts from. */
    static final int START = ~0;

    private static final int CASTAGNOLI_REFLECTED = 0x82f63b78;
    private static final int[] CRC32_BE = crc32BeTable();

    private Crc() {}

    /** CRC-32C, going on from an earlier checksum. */
    static int crc32c(int seed, byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        if (seed != START) {
            crc.update(prefix(seed));
        }
        crc.update(bytes, from, to - from);
        return ~(int) crc.getValue();
    }

    static int crc32c(int seed, byte[] bytes) {
        return crc32c(seed, bytes, 0, bytes.length);
    }

    /** The same, as if the bytes of a field (its own checksum) were zeros. */
    static int crc32c(int seed, byte[] bytes, int from, int to, int field, int fieldLength) {
        int before = crc32c(seed, bytes, from, field);
        int zeros = crc32c(before, new byte[fieldLength]);
        return crc32c(zeros, bytes, field + fieldLength, to);
    }

    /**
     * The four bytes after which a CRC-32C is the seed. The JDK's class, which uses the processor's
     * instruction, cannot be given one.
     */
    private static byte[] prefix(int seed) {
        int state = seed;
        for (int bit = 0; bit < 32; bit++) {
            state = state < 0 ? (state ^ CASTAGNOLI_REFLECTED) << 1 | 1 : state << 1;
        }
        return Bytes.le32(state ^ START);
    }

    /** CRC-16 of group descriptors before metadata_csum (reflected, polynomial 0x8005). */
    static int crc16(int seed, byte[] bytes, int from, int to) {
        int crc = seed & 0xffff;
        for (int i = from; i < to; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xa001 : crc >>> 1;
            }
        }
        return crc;
    }

    /** CRC-32, most significant bit first: the journal's first kind of checksum. */
    static int crc32Be(int seed, byte[] bytes) {
        int crc = seed;
        for (byte b : bytes) {
            crc = crc << 8 ^ CRC32_BE[(crc >>> 24 ^ b) & 0xff];
        }
        return crc;
    }

    private static int[] crc32BeTable() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
            }
            table[i] = crc;
        }
        return table;
    }
}
