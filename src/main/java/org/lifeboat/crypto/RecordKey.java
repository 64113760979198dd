package org.lifeboat.crypto;

import org.lifeboat.watch.Watch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.crypto.Mac;

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
     * 32 MiB and a tenth of a second. To guess passphrases by the HMACs of the backup itself is ten
     * thousand times as fast.
     */
    private static final ScryptParameters COST = new ScryptParameters(15, 8, 1);

    private final Secret key;

    RecordKey(Secret key) {
        this.key = key;
    }

    /**
     * @param passphrase stays the caller's
     * @return nothing if this computer has not got the memory
     */
    public static Optional<RecordKey> derive(Passphrase passphrase, byte[] salt, Watch watch) {
        Scrypt scrypt = new Scrypt(ScryptMemory.ofThisComputer());
        try (Passphrase bound = passphrase.prefixed(LABEL)) {
            return Optional.of(
                    new RecordKey(new Secret(scrypt.derive(bound, salt, COST, SEAL, watch))));
        } catch (ScryptTooCostlyException tooCostly) {
            return Optional.empty();
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
