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

    /** Whether a file that begins so is one of {@code openssl enc}'s and has its salt. */
    public static boolean hasMagic(byte[] start) {
        return start.length >= HEADER
                && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Derives the key and makes a decryptor for what follows the header.
     *
     * @param header the first {@link #HEADER} bytes of the stream
     * @param passphrase stays the caller's
     */
    public static Decryptor decryptor(
            byte[] header,
            CipherAlgorithm cipher,
            DigestAlgorithm derivation,
            Passphrase passphrase) {
        byte[] salt = Arrays.copyOfRange(header, MAGIC.length, HEADER);
        byte[] material = new byte[cipher.keyBytes() + cipher.ivBytes()];
        try (Secret keyAndIv = new Secret(material);
                Secret before = new Secret(new byte[0])) {
            bytesToKey(derivation, passphrase.bytes(), salt, before, material, 0);
            try (Secret key = keyAndIv.part(0, cipher.keyBytes())) {
                byte[] iv = Arrays.copyOfRange(material, cipher.keyBytes(), material.length);
                return cipher.decryptor(key.bytes(), iv);
            }
        }
    }

    /**
     * One round after the other, each a digest of the one before it, the passphrase and the salt.
     *
     * @param at where this round's bytes go
     */
    private static void bytesToKey(
            DigestAlgorithm digest,
            byte[] passphrase,
            byte[] salt,
            Secret before,
            byte[] material,
            int at) {
        if (at == material.length) {
            return;
        }
        try (Secret round = new Secret(digest.digest(before.bytes(), passphrase, salt))) {
            int length = Math.min(round.bytes().length, material.length - at);
            System.arraycopy(round.bytes(), 0, material, at, length);
            bytesToKey(digest, passphrase, salt, round, material, at + length);
        }
    }
}
