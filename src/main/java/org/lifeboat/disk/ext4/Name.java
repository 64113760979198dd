package org.lifeboat.disk.ext4;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file's name: bytes, which are mostly but not always UTF-8. */
public final class Name {

    private final byte[] bytes;

    Name(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether the bytes can be one name, and no path. */
    static boolean isOne(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '/' || b == 0) {
                return false;
            }
        }
        return true;
    }

    /** A copy of what the folder has. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** As UTF-8, or as Latin-1 where it is none. */
    public String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Name name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
