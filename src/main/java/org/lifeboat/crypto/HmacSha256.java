package org.lifeboat.crypto;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC that scrypt uses, with any bytes as its key. */
final class HmacSha256 {

    private static final String NAME = "HmacSHA256";

    private HmacSha256() {}

    /**
     * @param key any number of bytes
     */
    static Mac of(byte[] key) {
        try {
            Mac mac = Mac.getInstance(NAME);
            // A zero byte is the empty key, which the JDK does not take: HMAC pads with zeros.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, NAME));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
