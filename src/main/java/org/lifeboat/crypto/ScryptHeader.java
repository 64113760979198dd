package org.lifeboat.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The beginning of a file that {@code scrypt enc} wrote (scrypt's FORMAT): magic, a version byte,
 * the parameters, a salt, a checksum, and an HMAC that tells whether the passphrase is right. Data
 * in AES-256-CTR follow, then an HMAC over everything before it.
 */
public final class ScryptHeader {

    private static final byte[] MAGIC = {'s', 'c', 'r', 'y', 'p', 't', 0};

    private static final int LOG_N = 7;
    private static final int R = 8;
    private static final int P = 12;
    private static final int SALT = 16;
    private static final int CHECKSUM = 48;
    private static final int CHECKSUM_LENGTH = 16;
    private static final int HMAC = 64;

    /** Bytes of an HMAC. */
    public static final int HMAC_LENGTH = 32;

    /** Bytes before the data. */
    public static final int LENGTH = HMAC + HMAC_LENGTH;

    private final byte[] bytes;

    private ScryptHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    public static boolean hasMagic(byte[] start) {
        return start.length >= MAGIC.length
                && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * @param start at least {@link #LENGTH} bytes, if it is such a file
     * @return nothing if it is none, of another version, or its checksum is wrong
     */
    public static Optional<ScryptHeader> parse(byte[] start) {
        if (start.length < LENGTH || !hasMagic(start)) {
            return Optional.empty();
        }
        byte[] checksum = DigestAlgorithm.SHA256.digest(Arrays.copyOf(start, CHECKSUM));
        return MessageDigest.isEqual(
                        Arrays.copyOf(checksum, CHECKSUM_LENGTH),
                        Arrays.copyOfRange(start, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH))
                ? Optional.of(new ScryptHeader(Arrays.copyOf(start, LENGTH)))
                : Optional.empty();
    }

    public ScryptParameters parameters() {
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        return new ScryptParameters(bytes[LOG_N] & 0xff, fields.getInt(R), fields.getInt(P));
    }

    byte[] salt() {
        return Arrays.copyOfRange(bytes, SALT, CHECKSUM);
    }

    /** The HMAC in the header, in lower-case hexadecimal digits. */
    public String storedHmac() {
        return HexFormat.of().formatHex(bytes, HMAC, LENGTH);
    }

    /** What the header's HMAC covers. */
    byte[] authenticatedPart() {
        return Arrays.copyOf(bytes, HMAC);
    }

    /** What the keys are made from besides the passphrase: equal ones need only one derivation. */
    public ByteBuffer saltAndParameters() {
        return ByteBuffer.wrap(bytes, 0, CHECKSUM).asReadOnlyBuffer();
    }
}
