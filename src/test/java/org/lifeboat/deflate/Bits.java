package org.lifeboat.deflate;

import java.io.ByteArrayOutputStream;

/** Writes a stream by hand. */
final class Bits {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int current;
    private int count;

    /** A number, its lowest bit first. */
    Bits number(int value, int bitCount) {
        for (int i = 0; i < bitCount; i++) {
            current |= (value >>> i & 1) << count++;
            if (count == 8) {
                bytes.write(current);
                current = 0;
                count = 0;
            }
        }
        return this;
    }

    /** A Huffman code as it is printed, its highest bit first. */
    Bits code(String code) {
        for (char bit : code.toCharArray()) {
            number(bit - '0', 1);
        }
        return this;
    }

    Bits align() {
        while (count != 0) {
            number(0, 1);
        }
        return this;
    }

    byte[] toBytes() {
        align();
        return bytes.toByteArray();
    }
}
