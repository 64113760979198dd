package org.lifeboat.crypto;

import java.util.Arrays;

/**
 * Bytes of a key or of what a key is made from; {@link #close} wipes them. The copies that the
 * JDK's and Bouncy Castle's ciphers make for themselves are out of reach.
 */
final class Secret implements AutoCloseable {

    private final byte[] bytes;

    /**
     * @param bytes become this object's own
     */
    Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** A copy of some of the bytes, to be closed on its own. */
    Secret part(int from, int length) {
        return new Secret(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }
}
