package org.lifeboat.crypto;

import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * What one lane of a derivation is mixed in (RFC 7914, section 5: {@code X}), and room of the same
 * size to work in; {@link #close} wipes all of it.
 *
 * @param words {@code 32 * r} little-endian words
 * @param other as many
 * @param picked as many
 */
record ScryptLane(int[] words, int[] other, int[] picked) implements AutoCloseable {

    private static final int WORDS = 32;

    static ScryptLane of(ScryptParameters parameters) {
        int length = WORDS * parameters.r();
        return new ScryptLane(new int[length], new int[length], new int[length]);
    }

    void load(IntBuffer stored) {
        stored.get(0, words);
    }

    void store(IntBuffer stored) {
        stored.put(0, words);
    }

    @Override
    public void close() {
        Arrays.fill(words, 0);
        Arrays.fill(other, 0);
        Arrays.fill(picked, 0);
    }
}
