package org.lifeboat.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What a restore notes of itself is sealed with this key: only who has the passphrase can make it.
 * {@link #close} wipes it.
 */
public final class RecordKey implements AutoCloseable {

    /** Bytes of the salt that the key is derived with. */
    public static final int SALT = 32;

    /** Bytes of a seal. */
    public static final int SEAL = 32;

    /** So that the key is no key of anything else. */
    static final String LABEL = "lifeboat restore record!";

    /**
     * A twentieth of a second, since every restore pays for it. To guess passphrases by the HMACs
     * of the backup itself is twenty thousand times as fast.
     */
    private static final int ITERATIONS = 20_000;

    private static final String FUNCTION = "PBKDF2WithHmacSHA512";

    private final Secret key;

    RecordKey(Secret key) {
        this.key = key;
    }

    /**
     * @param passphrase stays the caller's
     */
    public static RecordKey derive(Passphrase passphrase, byte[] salt) {
        try (Passphrase bound = passphrase.prefixed(LABEL)) {
            // A character a byte: what they are encoded as is as different as they are.
            char[] characters = new char[bound.bytes().length];
            for (int i = 0; i < characters.length; i++) {
                characters[i] = (char) (bound.bytes()[i] & 0xff);
            }
            PBEKeySpec spec = new PBEKeySpec(characters, salt, ITERATIONS, SEAL * Byte.SIZE);
            Arrays.fill(characters, '\0');
            try {
                return new RecordKey(
                        new Secret(
                                SecretKeyFactory.getInstance(FUNCTION)
                                        .generateSecret(spec)
                                        .getEncoded()));
            } finally {
                spec.clearPassword();
            }
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Of all the bytes, one piece behind the other. */
    public byte[] seal(byte[]... pieces) {
        Mac mac = HmacSha256.of(key.bytes());
        for (byte[] piece : pieces) {
            mac.update(piece);
        }
        return mac.doFinal();
    }

    static byte[] label() {
        return LABEL.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        key.close();
    }
}
