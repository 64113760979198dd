package org.lifeboat.crypto;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.DefaultBufferedBlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.BlowfishEngine;
import org.bouncycastle.crypto.engines.CAST5Engine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.IDEAEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.engines.SEEDEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CFBBlockCipher;
import org.bouncycastle.crypto.modes.OFBBlockCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A cipher as {@code openssl enc} names it: a block cipher, a key length and a mode. One table
 * holds every cipher of openssl 1.0.1 that the JDK or Bouncy Castle can do.
 */
public final class CipherAlgorithm {

    private static final Map<String, CipherAlgorithm> TABLE = new LinkedHashMap<>();

    private static final Map<String, String> ALIASES =
            Map.ofEntries(
                    Map.entry("aes128", "aes-128-cbc"),
                    Map.entry("aes192", "aes-192-cbc"),
                    Map.entry("aes256", "aes-256-cbc"),
                    Map.entry("camellia128", "camellia-128-cbc"),
                    Map.entry("camellia192", "camellia-192-cbc"),
                    Map.entry("camellia256", "camellia-256-cbc"),
                    Map.entry("bf", "bf-cbc"),
                    Map.entry("blowfish", "bf-cbc"),
                    Map.entry("cast", "cast5-cbc"),
                    Map.entry("cast-cbc", "cast5-cbc"),
                    Map.entry("cast5", "cast5-cbc"),
                    Map.entry("des", "des-cbc"),
                    Map.entry("des3", "des-ede3-cbc"),
                    Map.entry("des-ede", "des-ede-ecb"),
                    Map.entry("des-ede3", "des-ede3-ecb"),
                    Map.entry("desx", "desx-cbc"),
                    Map.entry("idea", "idea-cbc"),
                    Map.entry("rc2", "rc2-cbc"),
                    Map.entry("rc2-128", "rc2-cbc"),
                    Map.entry("rc2-64", "rc2-64-cbc"),
                    Map.entry("rc2-40", "rc2-40-cbc"),
                    Map.entry("seed", "seed-cbc"));

    static {
        Set<Mode> common = Set.of(Mode.CBC, Mode.CFB, Mode.OFB, Mode.ECB);
        Set<Mode> withNarrowFeedback =
                Set.of(Mode.CBC, Mode.CFB, Mode.CFB1, Mode.CFB8, Mode.OFB, Mode.ECB);
        Set<Mode> all =
                Set.of(Mode.CBC, Mode.CFB, Mode.CFB1, Mode.CFB8, Mode.OFB, Mode.ECB, Mode.CTR);
        for (int bits : new int[] {128, 192, 256}) {
            add("aes-" + bits, new Family(bits / 8, 16, "AES", AESEngine::newInstance), all);
            add("camellia-" + bits, new Family(bits / 8, 16, null, CamelliaEngine::new), all);
        }
        add("bf", new Family(16, 8, "Blowfish", BlowfishEngine::new), common);
        add("cast5", new Family(16, 8, null, CAST5Engine::new), common);
        add("des", new Family(8, 8, "DES", DESEngine::new), withNarrowFeedback);
        add("des-ede", new Family(16, 8, null, DESedeEngine::new), common);
        add("des-ede3", new Family(24, 8, "DESede", DESedeEngine::new), withNarrowFeedback);
        add("desx", new Family(24, 8, null, DesxEngine::new), Set.of(Mode.CBC));
        add("idea", new Family(16, 8, null, IDEAEngine::new), common);
        add("rc2", new Family(16, 8, "RC2", RC2Engine::new), common);
        add("rc2-64", new Family(8, 8, "RC2", RC2Engine::new), Set.of(Mode.CBC));
        add("rc2-40", new Family(5, 8, "RC2", RC2Engine::new), Set.of(Mode.CBC));
        add("seed", new Family(16, 16, null, SEEDEngine::new), common);
        TABLE.put(
                "rc4", new CipherAlgorithm("rc4", new Family(16, 0, "ARCFOUR", null), Mode.STREAM));
        TABLE.put(
                "rc4-40",
                new CipherAlgorithm("rc4-40", new Family(5, 0, "ARCFOUR", null), Mode.STREAM));
    }

    /**
     * @param keyBytes the length that openssl gives its key
     * @param blockBytes 0 for a stream cipher
     * @param jdkName null where the JDK does not have it
     */
    private record Family(
            int keyBytes, int blockBytes, String jdkName, Supplier<BlockCipher> engine) {}

    private enum Mode {
        CBC,
        CFB,
        CFB1,
        CFB8,
        OFB,
        ECB,
        CTR,
        STREAM;

        private boolean isPadded() {
            return this == CBC || this == ECB;
        }

        /** Whether a byte is decrypted by its position alone, not by the ciphertext before it. */
        private boolean isKeyStream() {
            return this == OFB || this == CTR || this == STREAM;
        }
    }

    private static void add(String prefix, Family family, Set<Mode> modes) {
        for (Mode mode : modes) {
            String name = prefix + "-" + mode.name().toLowerCase(Locale.ROOT);
            TABLE.put(name, new CipherAlgorithm(name, family, mode));
        }
    }

    private final String name;
    private final Family family;
    private final Mode mode;

    private CipherAlgorithm(String name, Family family, Mode mode) {
        this.name = name;
        this.family = family;
        this.mode = mode;
    }

    /** By openssl's name or an alias of it, in any case. */
    public static Optional<CipherAlgorithm> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TABLE.get(ALIASES.getOrDefault(lower, lower)));
    }

    /** Every name in the table, aliases left out. */
    public static Set<String> names() {
        return Set.copyOf(TABLE.keySet());
    }

    /** openssl's name in lower case. */
    public String name() {
        return name;
    }

    int keyBytes() {
        return family.keyBytes;
    }

    int ivBytes() {
        return mode == Mode.ECB ? 0 : family.blockBytes;
    }

    /**
     * Whether the key stream depends on the position alone. Then a decryptor must be run through
     * everything before that position; otherwise it can start at any block, and what it gives is
     * right from the second block on.
     */
    boolean isKeyStream() {
        return mode.isKeyStream();
    }

    /** Whether decryption can start in the middle of a stream. With one-bit feedback it cannot. */
    public boolean canResume() {
        return mode != Mode.CFB1;
    }

    /** Bytes; 1 where nothing has to be aligned. */
    int blockBytes() {
        return Math.max(1, family.blockBytes);
    }

    /**
     * @param key of {@link #keyBytes} bytes
     * @param iv of {@link #ivBytes} bytes
     */
    Decryptor decryptor(byte[] key, byte[] iv) {
        if (family.jdkName != null && mode != Mode.CFB1) {
            return jdkDecryptor(key, iv);
        }
        CipherParameters keyParameter = new KeyParameter(key);
        CipherParameters parameters =
                iv.length == 0 ? keyParameter : new ParametersWithIV(keyParameter, iv);
        BufferedBlockCipher cipher = bouncyCipher();
        cipher.init(false, parameters);
        return new BouncyDecryptor(cipher);
    }

    private BufferedBlockCipher bouncyCipher() {
        BlockCipher engine = family.engine.get();
        int blockBits = family.blockBytes * 8;
        return switch (mode) {
            case CBC ->
                    new PaddedBufferedBlockCipher(
                            CBCBlockCipher.newInstance(engine), new PKCS7Padding());
            case ECB -> new PaddedBufferedBlockCipher(engine, new PKCS7Padding());
            case CFB ->
                    new DefaultBufferedBlockCipher(CFBBlockCipher.newInstance(engine, blockBits));
            case CFB8 -> new DefaultBufferedBlockCipher(CFBBlockCipher.newInstance(engine, 8));
            case CFB1 -> new DefaultBufferedBlockCipher(new Cfb1BlockCipher(engine));
            case OFB -> new DefaultBufferedBlockCipher(new OFBBlockCipher(engine, blockBits));
            case CTR -> new DefaultBufferedBlockCipher(SICBlockCipher.newInstance(engine));
            case STREAM -> throw new AssertionError();
        };
    }

    private Decryptor jdkDecryptor(byte[] key, byte[] iv) {
        try {
            String jdkName = family.jdkName;
            Cipher cipher =
                    Cipher.getInstance(
                            mode == Mode.STREAM
                                    ? jdkName
                                    : jdkName
                                            + "/"
                                            + mode
                                            + (mode.isPadded() ? "/PKCS5Padding" : "/NoPadding"));
            SecretKeySpec secret = new SecretKeySpec(key, jdkName);
            Optional<AlgorithmParameterSpec> parameters = jdkParameters(iv);
            if (parameters.isPresent()) {
                cipher.init(Cipher.DECRYPT_MODE, secret, parameters.get());
            } else {
                cipher.init(Cipher.DECRYPT_MODE, secret);
            }
            return new JdkDecryptor(cipher);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<AlgorithmParameterSpec> jdkParameters(byte[] iv) {
        if (family.jdkName.equals("RC2")) {
            int effectiveBits = family.keyBytes * 8;
            return Optional.of(
                    iv.length == 0
                            ? new RC2ParameterSpec(effectiveBits)
                            : new RC2ParameterSpec(effectiveBits, iv));
        }
        return iv.length == 0 ? Optional.empty() : Optional.of(new IvParameterSpec(iv));
    }

    private record JdkDecryptor(Cipher cipher) implements Decryptor {
        @Override
        public int update(byte[] input, int offset, int length, byte[] output) {
            try {
                return cipher.update(input, offset, length, output, 0);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public int finish(byte[] output) throws ProblemException {
            try {
                return cipher.doFinal(output, 0);
            } catch (GeneralSecurityException badPadding) {
                throw new ProblemException(new StreamProblem.CipherEndDamaged());
            }
        }
    }

    private record BouncyDecryptor(BufferedBlockCipher cipher) implements Decryptor {
        @Override
        public int update(byte[] input, int offset, int length, byte[] output) {
            return cipher.processBytes(input, offset, length, output, 0);
        }

        @Override
        public int finish(byte[] output) throws ProblemException {
            try {
                return cipher.doFinal(output, 0);
            } catch (InvalidCipherTextException | RuntimeException badEnd) {
                throw new ProblemException(new StreamProblem.CipherEndDamaged());
            }
        }
    }
}
