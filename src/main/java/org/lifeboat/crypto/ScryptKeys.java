package org.lifeboat.crypto;

import org.lifeboat.watch.Watch;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import javax.crypto.Mac;

/**
 * The two keys of one scrypt file: for AES-256-CTR and for HMAC-SHA256. {@link #close} wipes them.
 */
public final class ScryptKeys implements AutoCloseable {

    private static final int KEY = 32;

    /** Bytes of data that one value of the counter is for. */
    public static final int BLOCK = 16;

    private static final CipherAlgorithm CIPHER =
            CipherAlgorithm.named("aes-256-ctr").orElseThrow();

    private final Secret keys;

    private ScryptKeys(Secret keys) {
        this.keys = keys;
    }

    /**
     * Takes seconds and up to gigabytes of memory, as the header asks for.
     *
     * @param passphrase stays the caller's
     * @param watch called while it works and while it waits; what it throws ends the derivation
     * @throws ScryptTooCostlyException before anything is allocated
     */
    public static ScryptKeys derive(ScryptHeader header, Passphrase passphrase, Watch watch)
            throws ScryptTooCostlyException {
        Scrypt scrypt = new Scrypt(ScryptMemory.ofThisComputer());
        return new ScryptKeys(
                new Secret(
                        scrypt.derive(
                                passphrase, header.salt(), header.parameters(), 2 * KEY, watch)));
    }

    /** What the header's HMAC must be, in lower-case hexadecimal digits. */
    public String headerHmac(ScryptHeader header) {
        Mac mac = mac();
        return HexFormat.of().formatHex(mac.doFinal(header.authenticatedPart()));
    }

    /**
     * A new HMAC-SHA256, to be fed the file up to its last {@link ScryptHeader#HMAC_LENGTH} bytes.
     */
    public DigestAlgorithm.Hmac hmac() {
        return DigestAlgorithm.of(mac());
    }

    private Mac mac() {
        try (Secret key = keys.part(KEY, KEY)) {
            return HmacSha256.of(key.bytes());
        }
    }

    /** For the data, from their first byte on. */
    public Decryptor decryptor() {
        return decryptor(0);
    }

    /**
     * For the data from one of its blocks on; the counter begins at 0 and stands in the last bytes.
     *
     * @param block of {@link #BLOCK} bytes, from 0
     */
    public Decryptor decryptor(long block) {
        byte[] counter =
                ByteBuffer.allocate(CIPHER.ivBytes())
                        .putLong(CIPHER.ivBytes() - Long.BYTES, block)
                        .array();
        try (Secret key = keys.part(0, KEY)) {
            return CIPHER.decryptor(key.bytes(), counter);
        }
    }

    /** Made of these keys, and for nothing that they are for. */
    public RecordRoot recordRoot() {
        return new RecordRoot(new Secret(mac().doFinal(RecordKey.label())));
    }

    @Override
    public void close() {
        keys.close();
    }
}
