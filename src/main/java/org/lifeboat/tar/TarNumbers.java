package org.lifeboat.tar;

/**
 * Numbers in tar headers: octal digits, or base-256 where the first byte's top bit is set (GNU
 * tar).
 */
public final class TarNumbers {

    private TarNumbers() {}

    /**
     * @return the number, never negative; an empty field is 0
     * @throws TarException if the field holds anything else, a negative number, or one above {@link
     *     Long#MAX_VALUE}
     */
    public static long parse(byte[] block, int offset, int length) throws TarException {
        return (block[offset] & 0x80) != 0
                ? base256(block, offset, length)
                : octal(block, offset, length);
    }

    private static long base256(byte[] block, int offset, int length) throws TarException {
        if ((block[offset] & 0x40) != 0) {
            throw new TarException("a negative number");
        }
        long value = block[offset] & 0x3f;
        for (int i = offset + 1; i < offset + length; i++) {
            if (value >>> 55 != 0) {
                throw new TarException("a number of more than 63 bits");
            }
            value = value << 8 | block[i] & 0xff;
        }
        return value;
    }

    private static long octal(byte[] block, int offset, int length) throws TarException {
        int at = offset;
        int end = offset + length;
        while (at < end && block[at] == ' ') {
            at++;
        }
        long value = 0;
        for (; at < end && block[at] >= '0' && block[at] <= '7'; at++) {
            value = value << 3 | block[at] - '0';
        }
        for (; at < end; at++) {
            if (block[at] != 0 && block[at] != ' ') {
                throw new TarException("a number with a foreign character");
            }
        }
        return value;
    }
}
