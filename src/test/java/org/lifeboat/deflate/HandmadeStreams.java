package org.lifeboat.deflate;

import java.util.List;
import java.util.zip.Deflater;

/** Streams that no usual encoder makes. */
final class HandmadeStreams {

    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;

    private HandmadeStreams() {}

    static List<byte[]> all() {
        return List.of(
                fixedWithEveryLengthAndDistance(),
                dynamicWithOneDistance(),
                dynamicWithoutDistances(),
                dynamicWithLongestCodes(),
                manyEmptyBlocks());
    }

    /** 256 literals, then a match of each length code at each distance that is possible. */
    static byte[] fixedWithEveryLengthAndDistance() {
        Bits bits = new Bits().number(1, 1).number(FIXED, 2);
        for (int i = 0; i < 256; i++) {
            literal(bits, i);
        }
        int output = 256;
        for (int distance = 0; distance < 30; distance++) {
            for (int length = 257; length < 286; length++) {
                int distanceExtra = distance < 4 ? 0 : distance / 2 - 1;
                int nearest = distance < 4 ? distance + 1 : 1 + (2 + distance % 2 << distanceExtra);
                if (nearest > output) {
                    continue;
                }
                int lengthExtra = length < 265 || length == 285 ? 0 : (length - 257) / 4 - 1;
                literalOrLength(bits, length).number(0, lengthExtra);
                bits.code(binary(distance, 5)).number(0, distanceExtra);
                output += 3;
            }
        }
        return literalOrLength(bits, 256).toBytes();
    }

    /** One distance code of one bit, as zlib allows it: an incomplete code. */
    static byte[] dynamicWithOneDistance() {
        Bits bits = new Bits().number(1, 1).number(DYNAMIC, 2);
        // Literal 'a' 1 bit, end 2 bits, length 3 (257) 2 bits; distance 1 has 1 bit.
        codeLengths(bits, 258, 1);
        zeros(bits, 97).code("0"); // a: 1
        zeros(bits, 158).code("10").code("10").code("0"); // 256: 2, 257: 2; distance 0: 1
        return bits.code("0").code("11").code("0").code("11").code("0").code("10").toBytes();
    }

    static byte[] dynamicWithoutDistances() {
        Bits bits = new Bits().number(1, 1).number(DYNAMIC, 2);
        codeLengths(bits, 257, 1);
        zeros(bits, 97).code("0");
        zeros(bits, 158).code("0");
        bits.code("110");
        bits.code("0").code("0").code("1");
        return bits.toBytes();
    }

    /** Codes of 1 to 15 bits: each literal is half as often as the one before it. */
    static byte[] dynamicWithLongestCodes() {
        byte[] plain = new byte[1 << 16];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) (Integer.numberOfTrailingZeros(i | 1 << 17) * 3);
        }
        return Encoded.deflate(plain, 9, Deflater.HUFFMAN_ONLY);
    }

    static byte[] manyEmptyBlocks() {
        Bits bits = new Bits();
        for (int i = 0; i < 100; i++) {
            bits.number(0, 1).number(FIXED, 2).code("0000000");
            bits.number(0, 3).align().number(0, 16).number(0xffff, 16);
        }
        return bits.number(1, 3).align().number(0, 16).number(0xffff, 16).toBytes();
    }

    /** A code for lengths: 1 is "0", 2 is "10", 18 (many zeros) is "110", 0 is "111". */
    private static void codeLengths(Bits bits, int literals, int distances) {
        bits.number(literals - 257, 5).number(distances - 1, 5).number(18 - 4, 4);
        int[] order = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1};
        for (int symbol : order) {
            bits.number(
                    switch (symbol) {
                        case 1 -> 1;
                        case 2 -> 2;
                        case 18, 0 -> 3;
                        default -> 0;
                    },
                    3);
        }
    }

    /** 11 to 276 zeros. Of the two codes of three bits, 0 is the first. */
    private static Bits zeros(Bits bits, int count) {
        int first = Math.min(count, 138);
        bits.code("111").number(first - 11, 7);
        for (int left = count - first; left > 0; left--) {
            bits.code("110");
        }
        return bits;
    }

    private static Bits literal(Bits bits, int literal) {
        return literalOrLength(bits, literal);
    }

    /** RFC 1951, 3.2.6. */
    private static Bits literalOrLength(Bits bits, int symbol) {
        if (symbol < 144) {
            return bits.code(binary(0b00110000 + symbol, 8));
        }
        if (symbol < 256) {
            return bits.code(binary(0b110010000 + symbol - 144, 9));
        }
        if (symbol < 280) {
            return bits.code(binary(symbol - 256, 7));
        }
        return bits.code(binary(0b11000000 + symbol - 280, 8));
    }

    private static String binary(int value, int width) {
        return Integer.toBinaryString(1 << width | value).substring(1);
    }
}
