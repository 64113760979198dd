package org.lifeboat.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A passphrase as the bytes that went into the keys. Only this package sees them; {@link #close}
 * wipes them.
 */
public final class Passphrase implements AutoCloseable {

    private final byte[] bytes;

    private Passphrase(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param bytes becomes this object's own and is wiped with it
     */
    public static Passphrase ofBytes(byte[] bytes) {
        return new Passphrase(bytes);
    }

    /**
     * The characters in UTF-8, as Qubes' tools pass them to openssl and scrypt.
     *
     * @param characters stay the caller's, who wipes them
     */
    public static Passphrase ofCharacters(char[] characters) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return new Passphrase(bytes);
    }

    /** An independent copy, to be closed on its own. */
    public Passphrase copy() {
        return new Passphrase(bytes.clone());
    }

    /**
     * This one with other text before it, to be closed on its own.
     *
     * @param text no secret
     */
    public Passphrase prefixed(String text) {
        byte[] prefix = text.getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(prefix, prefix.length + bytes.length);
        System.arraycopy(bytes, 0, both, prefix.length, bytes.length);
        return new Passphrase(both);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Passphrase";
    }
}
