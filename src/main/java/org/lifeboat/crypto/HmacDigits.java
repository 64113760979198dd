package org.lifeboat.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** HMACs written as lower-case hexadecimal digits. */
public final class HmacDigits {

    private HmacDigits() {}

    /** Whether they are equal, found in a time that does not depend on where they differ. */
    public static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
