package org.lifeboat.deflate;

import java.util.Arrays;

/** The codes that need not be sent (RFC 1951, 3.2.6). Their tables are only read. */
final class FixedCodes {

    static final PrefixCode LITERALS = literals();
    static final PrefixCode DISTANCES = distances();

    private FixedCodes() {}

    private static PrefixCode literals() {
        byte[] lengths = new byte[288];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        return defined(Alphabet.LITERALS_AND_LENGTHS, lengths);
    }

    private static PrefixCode distances() {
        byte[] lengths = new byte[32];
        Arrays.fill(lengths, (byte) 5);
        return defined(Alphabet.DISTANCES, lengths);
    }

    private static PrefixCode defined(Alphabet alphabet, byte[] lengths) {
        PrefixCode code = new PrefixCode(alphabet);
        if (!code.define(lengths, 0, lengths.length)) {
            throw new IllegalStateException("the format's own code");
        }
        return code;
    }
}
