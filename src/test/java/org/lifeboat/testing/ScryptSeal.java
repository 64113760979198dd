package org.lifeboat.testing;

import org.bouncycastle.crypto.generators.SCrypt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What {@code scrypt enc} writes, at the least cost there is, by Bouncy Castle's scrypt. */
public final class ScryptSeal {

    private static final int LOG_N = 1;

    private ScryptSeal() {}

    static byte[] encrypt(byte[] plain, String passphrase) {
        byte[] salt = Arrays.copyOf(TestData.sha256().digest(bytes(passphrase)), 32);
        byte[] keys = SCrypt.generate(bytes(passphrase), salt, 1 << LOG_N, 1, 1, 64);
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(keys, 0, 32, "AES"),
                    new IvParameterSpec(new byte[16]));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes(header(LOG_N, 1, 1, salt));
            file.writeBytes(hmac(keys, file.toByteArray()));
            file.writeBytes(cipher.doFinal(plain));
            file.writeBytes(hmac(keys, file.toByteArray()));
            return file.toByteArray();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The 64 bytes that anybody can write, whatever they cost to check. */
    public static byte[] header(int logN, int r, int p, byte[] salt) {
        byte[] start =
                ByteBuffer.allocate(48)
                        .put(bytes("scrypt\0"))
                        .put((byte) logN)
                        .putInt(r)
                        .putInt(p)
                        .put(salt)
                        .array();
        byte[] header = Arrays.copyOf(start, 64);
        System.arraycopy(TestData.sha256().digest(start), 0, header, 48, 16);
        return header;
    }

    /** A file of 200 bytes that nobody can tell to be forged before its key was derived. */
    public static byte[] costly(int logN, int r, int p) {
        return Arrays.copyOf(header(logN, r, p, new byte[32]), 200);
    }

    /** The same, of a minute's work in a few megabytes. */
    public static byte[] slow() {
        return costly(14, 8, 1 << 11);
    }

    private static byte[] hmac(byte[] keys, byte[] bytes) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys, 32, 32, "HmacSHA256"));
        return mac.doFinal(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
