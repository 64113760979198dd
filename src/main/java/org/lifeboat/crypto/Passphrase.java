package org.lifeboat.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
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
        // Encoded to where they stay, so that no buffer holds them as well.
        byte[] bytes = new byte[utf8Length(characters)];
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(characters), ByteBuffer.wrap(bytes), true);
        return new Passphrase(bytes);
    }

    /**
     * The same.
     *
     * @param characters are wiped
     */
    public static Passphrase takenFrom(char[] characters) {
        Passphrase passphrase = ofCharacters(characters);
        Arrays.fill(characters, '\0');
        return passphrase;
    }

    /**
     * The first bytes of an array.
     *
     * @param bytes are wiped, all of them
     */
    public static Passphrase takenFrom(byte[] bytes, int length) {
        Passphrase passphrase = new Passphrase(Arrays.copyOf(bytes, length));
        Arrays.fill(bytes, (byte) 0);
        return passphrase;
    }

    private static int utf8Length(char[] characters) {
        return CharBuffer.wrap(characters).codePoints().map(Passphrase::utf8Length).sum();
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80 || isHalf(codePoint)) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : Character.isBmpCodePoint(codePoint) ? 3 : 4;
    }

    /** Half of a surrogate pair, which becomes a question mark. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
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
