package org.lifeboat.crypto;

/**
 * What a derivation costs (RFC 7914, section 2).
 *
 * @param logN the binary logarithm of N, the number of steps
 * @param r the block size, in units of 128 bytes
 * @param p how many times all of it is done
 */
public record ScryptParameters(int logN, int r, int p) {

    /**
     * {@code scrypt enc} chooses N * r * p so that it takes five seconds: some 2^24 on a fast
     * computer. This is sixteen times as much.
     */
    private static final int MOST_LOG_WORK = 28;

    /**
     * Of r * p, whose lanes are in the heap: 128 MB. {@code scrypt enc} has at least 1 MiB for N,
     * which leaves 2^18.
     */
    private static final int MOST_BLOCKS = 1 << 20;

    /** Bytes of a lane for each r. */
    private static final int BLOCK = 128;

    /** Whether any {@code scrypt enc} may have chosen them. */
    public boolean arePlausible() {
        return logN >= 1
                && logN <= MOST_LOG_WORK
                && r >= 1
                && p >= 1
                && (long) r * p <= Math.min(MOST_BLOCKS, 1 << MOST_LOG_WORK - logN);
    }

    /** In bytes. For plausible parameters only. */
    int laneBytes() {
        return BLOCK * r;
    }

    /** In bytes. For plausible parameters only. */
    public long memory() {
        return (long) BLOCK * r * n();
    }

    /**
     * The bytes that a derivation goes through, each of which takes about as long as a byte of
     * HMAC-SHA512. For plausible parameters only.
     */
    public long work() {
        return 2 * memory() * p();
    }

    long n() {
        return 1L << logN;
    }

    /** As the {@code scrypt} program's own users know them. */
    @Override
    public String toString() {
        return "N=2^%d, r=%d, p=%d"
                .formatted(logN, Integer.toUnsignedLong(r), Integer.toUnsignedLong(p));
    }
}
