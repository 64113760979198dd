package org.lifeboat.crypto;

import java.util.Arrays;
import java.util.List;

/**
 * What {@code openssl enc -pass} writes: {@link #MAGIC}, a salt, ciphertext. Key and IV come from
 * the passphrase and the salt by {@code EVP_BytesToKey} with one round (openssl,
 * EVP_BytesToKey(3)).
 */
public final class OpensslEnc {

    private static final byte[] MAGIC = {'S', 'a', 'l', 't', 'e', 'd', '_', '_'};
    private static final int SALT = 8;

    /** Bytes before the ciphertext. */
    public static final int HEADER = MAGIC.length + SALT;

    /**
     * The digests that a key may have been derived with, likeliest first: openssl's default was MD5
     * until 1.1.0 and is SHA-256 since.
     */
    public static final List<DigestAlgorithm> DERIVATIONS =
            List.of(
                    DigestAlgorithm.MD5,
                    DigestAlgorithm.SHA256,
                    DigestAlgorithm.SHA1,
                    DigestAlgorithm.SHA512,
                    DigestAlgorithm.SHA384,
                    DigestAlgorithm.SHA224,
                    DigestAlgorithm.RIPEMD160,
                    DigestAlgorithm.WHIRLPOOL,
                    DigestAlgorithm.MD4);

    private OpensslEnc() {}

    public static boolean hasMagic(byte[] start) {
        return start.length >= HEADER
                && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * @param header the first {@link #HEADER} bytes of the stream
     */
    public static Decryptor decryptor(
            byte[] header,
            CipherAlgorithm cipher,
            DigestAlgorithm derivation,
            Passphrase passphrase) {
        byte[] salt = Arrays.copyOfRange(header, MAGIC.length, HEADER);
        byte[] material =
                bytesToKey(
                        derivation, passphrase.bytes(), salt, cipher.keyBytes() + cipher.ivBytes());
        byte[] key = Arrays.copyOf(material, cipher.keyBytes());
        byte[] iv = Arrays.copyOfRange(material, cipher.keyBytes(), material.length);
        try {
            return cipher.decryptor(key, iv);
        } finally {
            CipherAlgorithm.wipe(material, key);
        }
    }

    private static byte[] bytesToKey(
            DigestAlgorithm digest, byte[] passphrase, byte[] salt, int length) {
        byte[] material = new byte[length];
        byte[] round = new byte[0];
        for (int at = 0; at < length; at += round.length) {
            round = digest.digest(round, passphrase, salt);
            System.arraycopy(round, 0, material, at, Math.min(round.length, length - at));
        }
        CipherAlgorithm.wipe(round);
        return material;
    }
}
