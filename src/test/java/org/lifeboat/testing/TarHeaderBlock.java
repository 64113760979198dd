package org.lifeboat.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One tar header, field by field; nothing is checked, so that nonsense can be written, too. */
public final class TarHeaderBlock {

    public static final int SIZE_FIELD = 124;
    public static final int SPARSE_MAP_FIELD = 386;
    public static final int REAL_SIZE_FIELD = 483;

    private static final int CHECKSUM_FIELD = 148;

    private final byte[] block = new byte[512];

    public TarHeaderBlock(String name, char type, long size) {
        text(0, 100, name);
        octal(100, 8, 0600);
        octal(108, 8, 0);
        octal(116, 8, 0);
        number(SIZE_FIELD, size);
        octal(136, 12, 1_400_000_000L);
        block[156] = (byte) type;
        text(257, 8, "ustar  ");
    }

    public TarHeaderBlock mode(int mode) {
        return octal(100, 8, mode);
    }

    public TarHeaderBlock linkTo(String target) {
        return text(157, 100, target);
    }

    /** POSIX' magic in place of GNU's. */
    public TarHeaderBlock posix() {
        return bytes(257, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
    }

    public TarHeaderBlock modified(long seconds) {
        return number(136, seconds);
    }

    public TarHeaderBlock text(int offset, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Arrays.fill(block, offset, offset + length, (byte) 0);
        System.arraycopy(bytes, 0, block, offset, Math.min(length, bytes.length));
        return this;
    }

    public TarHeaderBlock bytes(int offset, byte[] bytes) {
        System.arraycopy(bytes, 0, block, offset, bytes.length);
        return this;
    }

    /** In twelve bytes: octal, or base-256 if it is too large or negative. */
    public TarHeaderBlock number(int offset, long value) {
        if (value >= 0 && value < 1L << 33) {
            return octal(offset, 12, value);
        }
        Arrays.fill(block, offset, offset + 4, (byte) (value < 0 ? 0xff : 0));
        for (int i = 0; i < 8; i++) {
            block[offset + 4 + i] = (byte) (value >> 56 - 8 * i);
        }
        block[offset] |= (byte) 0x80;
        return this;
    }

    private TarHeaderBlock octal(int offset, int length, long value) {
        String digits = Long.toOctalString(value);
        return text(offset, length, "0".repeat(length - 1 - digits.length()) + digits);
    }

    /** The block with its checksum. */
    public byte[] finished() {
        byte[] finished = block.clone();
        Arrays.fill(finished, CHECKSUM_FIELD, CHECKSUM_FIELD + 8, (byte) ' ');
        int sum = 0;
        for (byte b : finished) {
            sum += b & 0xff;
        }
        byte[] field = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(field, 0, finished, CHECKSUM_FIELD, field.length);
        return finished;
    }
}
