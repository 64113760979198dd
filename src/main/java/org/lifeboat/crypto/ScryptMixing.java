package org.lifeboat.crypto;

import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * scrypt's memory-hard function (RFC 7914, sections 3 to 5): scryptROMix over scryptBlockMix over
 * Salsa20/8. The large vector lies outside of the heap, so that the heap's limit does not bound
 * what a backup may ask for.
 */
final class ScryptMixing {

    /** Words of a Salsa20 block. */
    private static final int BLOCK = 16;

    /** Rounds between two looks at {@link Watch}: some milliseconds. */
    private static final int LOOK_EVERY = 1 << 10;

    private ScryptMixing() {}

    /**
     * @param lane mixed in place
     * @param n a power of two
     * @param vector {@code 128 * r * n} bytes, whose content does not matter
     * @param watch told how much of this mixing is done
     */
    static void mix(ScryptLane lane, int r, long n, MemorySegment vector, Watch watch) {
        double all = 2.0 * n;
        for (long i = 0; i < n; i += LOOK_EVERY) {
            long to = Math.min(n, i + LOOK_EVERY);
            fill(lane.words(), lane.other(), r, i, to, vector);
            watch.at(Stage.DERIVING, to / all);
        }
        for (long i = 0; i < n; i += LOOK_EVERY) {
            long to = Math.min(n, i + LOOK_EVERY);
            stir(lane, r, to - i, n, vector);
            watch.at(Stage.DERIVING, (n + to) / all);
        }
    }

    /**
     * In a method of its own, as all that takes time here: the JVM compiles first what is called
     * often.
     */
    private static void fill(int[] x, int[] y, int r, long from, long to, MemorySegment vector) {
        long stride = 4L * x.length;
        for (long i = from; i < to; i += 2) {
            store(x, vector, i * stride);
            blockMix(x, y, r);
            store(y, vector, (i + 1) * stride);
            blockMix(y, x, r);
        }
    }

    private static void store(int[] x, MemorySegment vector, long at) {
        MemorySegment.copy(x, 0, vector, ValueLayout.JAVA_INT, at, x.length);
    }

    private static void stir(ScryptLane lane, int r, long rounds, long n, MemorySegment vector) {
        int[] x = lane.words();
        int[] y = lane.other();
        int[] picked = lane.picked();
        for (long i = 0; i < rounds; i += 2) {
            pick(x, picked, n, vector);
            blockMix(x, y, r);
            pick(y, picked, n, vector);
            blockMix(y, x, r);
        }
    }

    private static void pick(int[] x, int[] picked, long n, MemorySegment vector) {
        int last = x.length - BLOCK;
        long stride = 4L * x.length;
        long index = (x[last] & 0xffffffffL | (long) x[last + 1] << 32) & n - 1;
        MemorySegment.copy(vector, ValueLayout.JAVA_INT, index * stride, picked, 0, picked.length);
        for (int i = 0; i < x.length; i++) {
            x[i] ^= picked[i];
        }
    }

    private static void blockMix(int[] in, int[] out, int r) {
        int previous = in.length - BLOCK;
        int[] from = in;
        for (int i = 0; i < 2 * r; i++) {
            int to = ((i >> 1) + (i & 1) * r) * BLOCK;
            salsa(from, previous, in, i * BLOCK, out, to);
            from = out;
            previous = to;
        }
    }

    /**
     * Salsa20/8 of the exclusive or of two blocks. Sixteen local variables and no loop but the
     * rounds', which is what the compiler makes registers of.
     */
    private static void salsa(int[] a, int atA, int[] b, int atB, int[] out, int to) {
        int x0 = a[atA] ^ b[atB];
        int x1 = a[atA + 1] ^ b[atB + 1];
        int x2 = a[atA + 2] ^ b[atB + 2];
        int x3 = a[atA + 3] ^ b[atB + 3];
        int x4 = a[atA + 4] ^ b[atB + 4];
        int x5 = a[atA + 5] ^ b[atB + 5];
        int x6 = a[atA + 6] ^ b[atB + 6];
        int x7 = a[atA + 7] ^ b[atB + 7];
        int x8 = a[atA + 8] ^ b[atB + 8];
        int x9 = a[atA + 9] ^ b[atB + 9];
        int x10 = a[atA + 10] ^ b[atB + 10];
        int x11 = a[atA + 11] ^ b[atB + 11];
        int x12 = a[atA + 12] ^ b[atB + 12];
        int x13 = a[atA + 13] ^ b[atB + 13];
        int x14 = a[atA + 14] ^ b[atB + 14];
        int x15 = a[atA + 15] ^ b[atB + 15];
        out[to] = x0;
        out[to + 1] = x1;
        out[to + 2] = x2;
        out[to + 3] = x3;
        out[to + 4] = x4;
        out[to + 5] = x5;
        out[to + 6] = x6;
        out[to + 7] = x7;
        out[to + 8] = x8;
        out[to + 9] = x9;
        out[to + 10] = x10;
        out[to + 11] = x11;
        out[to + 12] = x12;
        out[to + 13] = x13;
        out[to + 14] = x14;
        out[to + 15] = x15;
        for (int round = 0; round < 4; round++) {
            x4 ^= Integer.rotateLeft(x0 + x12, 7);
            x9 ^= Integer.rotateLeft(x5 + x1, 7);
            x14 ^= Integer.rotateLeft(x10 + x6, 7);
            x3 ^= Integer.rotateLeft(x15 + x11, 7);
            x8 ^= Integer.rotateLeft(x4 + x0, 9);
            x13 ^= Integer.rotateLeft(x9 + x5, 9);
            x2 ^= Integer.rotateLeft(x14 + x10, 9);
            x7 ^= Integer.rotateLeft(x3 + x15, 9);
            x12 ^= Integer.rotateLeft(x8 + x4, 13);
            x1 ^= Integer.rotateLeft(x13 + x9, 13);
            x6 ^= Integer.rotateLeft(x2 + x14, 13);
            x11 ^= Integer.rotateLeft(x7 + x3, 13);
            x0 ^= Integer.rotateLeft(x12 + x8, 18);
            x5 ^= Integer.rotateLeft(x1 + x13, 18);
            x10 ^= Integer.rotateLeft(x6 + x2, 18);
            x15 ^= Integer.rotateLeft(x11 + x7, 18);
            x1 ^= Integer.rotateLeft(x0 + x3, 7);
            x6 ^= Integer.rotateLeft(x5 + x4, 7);
            x11 ^= Integer.rotateLeft(x10 + x9, 7);
            x12 ^= Integer.rotateLeft(x15 + x14, 7);
            x2 ^= Integer.rotateLeft(x1 + x0, 9);
            x7 ^= Integer.rotateLeft(x6 + x5, 9);
            x8 ^= Integer.rotateLeft(x11 + x10, 9);
            x13 ^= Integer.rotateLeft(x12 + x15, 9);
            x3 ^= Integer.rotateLeft(x2 + x1, 13);
            x4 ^= Integer.rotateLeft(x7 + x6, 13);
            x9 ^= Integer.rotateLeft(x8 + x11, 13);
            x14 ^= Integer.rotateLeft(x13 + x12, 13);
            x0 ^= Integer.rotateLeft(x3 + x2, 18);
            x5 ^= Integer.rotateLeft(x4 + x7, 18);
            x10 ^= Integer.rotateLeft(x9 + x8, 18);
            x15 ^= Integer.rotateLeft(x14 + x13, 18);
        }
        out[to] += x0;
        out[to + 1] += x1;
        out[to + 2] += x2;
        out[to + 3] += x3;
        out[to + 4] += x4;
        out[to + 5] += x5;
        out[to + 6] += x6;
        out[to + 7] += x7;
        out[to + 8] += x8;
        out[to + 9] += x9;
        out[to + 10] += x10;
        out[to + 11] += x11;
        out[to + 12] += x12;
        out[to + 13] += x13;
        out[to + 14] += x14;
        out[to + 15] += x15;
    }
}
