package org.lifeboat.wizard.browser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a picture says of itself, read before anything decodes it: a small file may claim pixels
 * without end. PNG, JPEG, GIF and BMP; others are not shown.
 */
final class PictureStart {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] GIF = {'G', 'I', 'F', '8'};
    private static final byte[] BMP = {'B', 'M'};
    private static final int BMP_HEADER = 54;
    private static final int GIF_TRAILER = 0x3b;

    private PictureStart() {}

    /** In pixels. */
    record Size(int width, int height) {
        long pixels() {
            return (long) width * height;
        }
    }

    static boolean isPicture(byte[] start) {
        return begins(start, PNG)
                || begins(start, JPEG)
                || begins(start, GIF)
                || begins(start, BMP) && isBmp(start);
    }

    /** Two letters are too few to tell it from text. */
    private static boolean isBmp(byte[] start) {
        return start.length >= BMP_HEADER && start[6] == 0 && start[7] == 0 && start[14] == 40;
    }

    private static boolean begins(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length
                && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** Nothing if it does not say, or says something that cannot be. */
    static Optional<Size> size(byte[] bytes) {
        try {
            ByteBuffer big = ByteBuffer.wrap(bytes);
            ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            Size size;
            if (begins(bytes, PNG)) {
                size = new Size(big.getInt(16), big.getInt(20));
            } else if (begins(bytes, GIF)) {
                size = gifSize(little);
            } else if (begins(bytes, BMP)) {
                size = new Size(little.getInt(18), Math.absExact(little.getInt(22)));
            } else {
                size = jpegSize(big);
            }
            return Optional.of(size).filter(s -> s.width() > 0 && s.height() > 0);
        } catch (IndexOutOfBoundsException | ArithmeticException cutOff) {
            return Optional.empty();
        }
    }

    private static int u8(ByteBuffer bytes, int at) {
        return bytes.get(at) & 0xff;
    }

    private static int u16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }

    /** The frame header (SOF) has it; segments before it are stepped over. */
    private static Size jpegSize(ByteBuffer bytes) {
        int at = 2;
        while (true) {
            if (u8(bytes, at) != 0xff) {
                throw new IndexOutOfBoundsException(at);
            }
            int marker = u8(bytes, at + 1);
            boolean isFrame =
                    marker >= 0xc0
                            && marker <= 0xcf
                            && marker != 0xc4
                            && marker != 0xc8
                            && marker != 0xcc;
            if (isFrame) {
                return new Size(u16(bytes, at + 7), u16(bytes, at + 5));
            }
            // A filling byte, or a segment with its length.
            at += marker == 0xff ? 1 : 2 + Math.max(2, u16(bytes, at + 2));
        }
    }

    /** The larger of the canvas and the first picture on it. */
    private static Size gifSize(ByteBuffer bytes) {
        int at = gifPicture(bytes);
        return new Size(
                Math.max(u16(bytes, 6), u16(bytes, at + 1) + u16(bytes, at + 5)),
                Math.max(u16(bytes, 8), u16(bytes, at + 3) + u16(bytes, at + 7)));
    }

    /** Where the first picture's descriptor begins. */
    private static int gifPicture(ByteBuffer bytes) {
        int at = 13 + gifColours(u8(bytes, 10));
        while (u8(bytes, at) == 0x21) {
            at = afterBlocks(bytes, at + 2);
        }
        if (u8(bytes, at) != 0x2c) {
            throw new IndexOutOfBoundsException(at);
        }
        return at;
    }

    private static int gifColours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static int afterBlocks(ByteBuffer bytes, int start) {
        int at = start;
        while (u8(bytes, at) != 0) {
            at += 1 + u8(bytes, at);
        }
        return at + 1;
    }

    /**
     * Of an animation, which may have pictures without end, the first; else the bytes themselves.
     */
    static byte[] firstPicture(byte[] bytes) {
        if (!begins(bytes, GIF)) {
            return bytes;
        }
        ByteBuffer gif = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = gifPicture(gif);
        int end = afterBlocks(gif, at + 10 + gifColours(u8(gif, at + 9)) + 1);
        byte[] first = Arrays.copyOf(bytes, end + 1);
        first[end] = GIF_TRAILER;
        return first;
    }
}
