package org.lifeboat.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What {@code openssl enc -aes-256-cbc -md md5} and {@code openssl dgst -hmac} write. */
final class OpensslSeal {

    private OpensslSeal() {}

    static byte[] encrypt(byte[] plain, String passphrase, long salt) {
        try {
            byte[] saltBytes = HexFormat.of().parseHex("%016x".formatted(salt));
            byte[] material = new byte[48];
            byte[] round = new byte[0];
            for (int at = 0; at < material.length; at += round.length) {
                MessageDigest md5 = MessageDigest.getInstance("MD5");
                md5.update(round);
                md5.update(passphrase.getBytes(StandardCharsets.UTF_8));
                round = md5.digest(saltBytes);
                System.arraycopy(round, 0, material, at, round.length);
            }
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(material, 0, 32, "AES"),
                    new IvParameterSpec(Arrays.copyOfRange(material, 32, 48)));
            ByteArrayOutputStream sealed = new ByteArrayOutputStream();
            sealed.writeBytes("Salted__".getBytes(StandardCharsets.US_ASCII));
            sealed.writeBytes(saltBytes);
            sealed.writeBytes(cipher.doFinal(plain));
            return sealed.toByteArray();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @param algorithm of the JDK, {@code HmacSHA512}
     */
    static String hmacLine(byte[] bytes, String passphrase, String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(passphrase.getBytes(StandardCharsets.UTF_8), algorithm));
            return "(stdin)= " + HexFormat.of().formatHex(mac.doFinal(bytes)) + "\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
