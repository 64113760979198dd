package org.lifeboat.tar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Sizes, magics and text rules of the tar format (POSIX.1-2001 pax, GNU tar manual "Basic Tar
 * Format").
 */
public final class Tar {

    /** Everything in a tar file begins at a multiple of this many bytes. */
    public static final int BLOCK = 512;

    /**
     * The longest pax header or GNU long name that is read, in bytes; real ones are below 10 KiB.
     */
    public static final int MAX_EXTENSION = 1 << 20;

    public static final byte REGULAR = '0';
    public static final byte REGULAR_OLD = 0;
    public static final byte CONTIGUOUS = '7';
    public static final byte HARD_LINK = '1';
    public static final byte SYMBOLIC_LINK = '2';
    public static final byte FOLDER = '5';
    public static final byte GNU_SPARSE = 'S';
    public static final byte GNU_CONTINUED = 'M';
    public static final byte GNU_LONG_NAME = 'L';
    public static final byte GNU_LONG_LINK = 'K';
    public static final byte PAX = 'x';
    public static final byte PAX_GLOBAL = 'g';

    private Tar() {}

    /** The bytes from {@code size} to the next block boundary. */
    public static int padding(long size) {
        return (int) (-size & BLOCK - 1);
    }

    /**
     * Where the block behind a member's data begins.
     *
     * @param data where its data begins, at the start of a block
     * @throws ArithmeticException if that is beyond {@link Long#MAX_VALUE}
     */
    public static long nextBlock(long data, long size) {
        return Math.addExact(Math.addExact(data, size), padding(size));
    }

    public static boolean isZero(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * A name as text: UTF-8, or Latin-1 where the bytes are not UTF-8 (names made before Unicode
     * locales).
     */
    public static String text(byte[] bytes, int offset, int length) {
        ByteBuffer name = ByteBuffer.wrap(bytes, offset, length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(name).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** The text up to the first NUL. */
    public static String textToNul(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return text(bytes, offset, end - offset);
    }
}
