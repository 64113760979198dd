package org.lifeboat.crypto;

/**
 * What a derivation costs (RFC 7914, section 2).
 *
 * @param logN the binary logarithm of N, the number of steps
 * @param r the block size, in units of 128 bytes
 * @param p how often all of it is done
 */
public record ScryptParameters(int logN, int r, int p) {

    /**
     * {@code scrypt enc} chooses N * r * p so that it takes five seconds: some 2^24 on a fast
     * computer. This is sixteen times as much.
     */
    private static final long MOST_WORK = 1L << 28;

    /** RFC 7914: {@code r * p < 2^30}, which the {@code scrypt} program checks, too. */
    private static final long MOST_BLOCKS = 1L << 30;

    /** Whether any {@code scrypt enc} may have chosen them. */
    public boolean arePlausible() {
        return logN >= 1
                && logN < 32
                && r >= 1
                && p >= 1
                && (long) r * p < MOST_BLOCKS
                && n() * r * p <= MOST_WORK;
    }

    /** In bytes. To be asked of plausible parameters only. */
    public long memory() {
        return 128L * r * n();
    }

    /**
     * What a derivation takes, as the bytes that it goes through: each of them takes about as long
     * as one that HMAC-SHA512 goes through. To be asked of plausible parameters only.
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
