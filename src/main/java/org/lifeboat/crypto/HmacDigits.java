package org.lifeboat.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** HMACs written as lower-case hexadecimal digits. */
public final class HmacDigits {

    private HmacDigits() {}

    /** In a time that does not tell how many of the digits are the same. */
    public static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
