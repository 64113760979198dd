package org.lifeboat.crypto;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.WhirlpoolDigest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digests that {@code openssl dgst} of 2014 (1.0.1) had, with its names and aliases. The order
 * is the one in which they are tried on a header: Qubes' default since 2014, its default before,
 * then the others.
 */
public enum DigestAlgorithm {
    SHA512(
            "SHA-512",
            "HmacSHA512",
            "sha2-512",
            "RSA-SHA512",
            "sha512WithRSAEncryption",
            "ecdsa-with-SHA512"),
    SHA1(
            "SHA-1",
            "HmacSHA1",
            "sha-1",
            "RSA-SHA1",
            "RSA-SHA1-2",
            "sha1WithRSAEncryption",
            "sha1WithRSA",
            "DSA",
            "DSA-SHA1",
            "DSA-SHA1-old",
            "dss1",
            "dsaWithSHA1",
            "dsaEncryption",
            "ecdsa-with-SHA1",
            "ssl3-sha1"),
    SHA256(
            "SHA-256",
            "HmacSHA256",
            "sha2-256",
            "RSA-SHA256",
            "sha256WithRSAEncryption",
            "ecdsa-with-SHA256"),
    SHA384(
            "SHA-384",
            "HmacSHA384",
            "sha2-384",
            "RSA-SHA384",
            "sha384WithRSAEncryption",
            "ecdsa-with-SHA384"),
    SHA224(
            "SHA-224",
            "HmacSHA224",
            "sha2-224",
            "RSA-SHA224",
            "sha224WithRSAEncryption",
            "ecdsa-with-SHA224"),
    MD5("MD5", "HmacMD5", "RSA-MD5", "md5WithRSAEncryption", "ssl2-md5", "ssl3-md5"),
    RIPEMD160(
            RIPEMD160Digest::new,
            "ripemd",
            "rmd160",
            "ripemd-160",
            "RSA-RIPEMD160",
            "ripemd160WithRSA"),
    WHIRLPOOL(WhirlpoolDigest::new),
    MD4(MD4Digest::new, "RSA-MD4", "md4WithRSAEncryption");

    private final Optional<String> jdkDigest;
    private final Optional<String> jdkMac;
    private final Supplier<Digest> bouncyCastle;
    private final List<String> aliases;

    DigestAlgorithm(String jdkDigest, String jdkMac, String... aliases) {
        this.jdkDigest = Optional.of(jdkDigest);
        this.jdkMac = Optional.of(jdkMac);
        this.bouncyCastle =
                () -> {
                    throw new AssertionError();
                };
        this.aliases = List.of(aliases);
    }

    DigestAlgorithm(Supplier<Digest> bouncyCastle, String... aliases) {
        this.jdkDigest = Optional.empty();
        this.jdkMac = Optional.empty();
        this.bouncyCastle = bouncyCastle;
        this.aliases = List.of(aliases);
    }

    /** By openssl's name or an alias of it, in any case. */
    public static Optional<DigestAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(
                        digest ->
                                digest.name().equalsIgnoreCase(name)
                                        || digest.aliases.stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    /**
     * An HMAC under the passphrase, as {@code openssl dgst -hmac} computes it. For one thread and
     * one message.
     */
    public Hmac hmac(Passphrase key) {
        return jdkMac.isPresent()
                ? new JdkHmac(jdkMac.get(), key)
                : new BouncyHmac(bouncyCastle.get(), key);
    }

    byte[] digest(byte[]... parts) {
        if (jdkDigest.isPresent()) {
            try {
                MessageDigest digest = MessageDigest.getInstance(jdkDigest.get());
                Arrays.stream(parts).forEach(digest::update);
                return digest.digest();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        Digest digest = bouncyCastle.get();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return result;
    }

    /**
     * @param mac fresh, with its key
     */
    static Hmac of(Mac mac) {
        return new JdkHmac(mac);
    }

    /** An HMAC that is being computed, of one message and on one thread. */
    public interface Hmac {
        void update(byte[] bytes, int offset, int length);

        byte[] finish();

        /**
         * Another one that goes on from here; this one is not changed. Nothing where the digest's
         * state cannot be copied.
         */
        default Optional<Hmac> fork() {
            return Optional.empty();
        }

        /** The same in lower-case hexadecimal digits. */
        default String finishHex() {
            return HexFormat.of().formatHex(finish());
        }
    }

    private static final class JdkHmac implements Hmac {
        private final Mac mac;

        private JdkHmac(String algorithm, Passphrase key) {
            byte[] bytes = key.bytes();
            // HMAC pads keys with zeros, so a zero byte is the empty key, which the JDK does not
            // take.
            byte[] padded = bytes.length == 0 ? new byte[1] : bytes;
            try {
                mac = Mac.getInstance(algorithm);
                mac.init(new SecretKeySpec(padded, algorithm.toUpperCase(Locale.ROOT)));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            mac.update(bytes, offset, length);
        }

        private JdkHmac(Mac mac) {
            this.mac = mac;
        }

        @Override
        public byte[] finish() {
            return mac.doFinal();
        }

        @Override
        public Optional<Hmac> fork() {
            try {
                return Optional.of(new JdkHmac((Mac) mac.clone()));
            } catch (CloneNotSupportedException otherProvider) {
                return Optional.empty();
            }
        }
    }

    private static final class BouncyHmac implements Hmac {
        private final HMac mac;

        private BouncyHmac(Digest digest, Passphrase key) {
            mac = new HMac(digest);
            mac.init(new KeyParameter(key.bytes()));
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            mac.update(bytes, offset, length);
        }

        @Override
        public byte[] finish() {
            byte[] result = new byte[mac.getMacSize()];
            mac.doFinal(result, 0);
            return result;
        }
    }
}
