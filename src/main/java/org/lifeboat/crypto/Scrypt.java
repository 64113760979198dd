package org.lifeboat.crypto;

import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;

/** The key derivation scrypt (RFC 7914). Its lanes go one by one, so one vector is enough. */
final class Scrypt {

    private final ScryptMemory memory;

    Scrypt(ScryptMemory memory) {
        this.memory = memory;
    }

    /**
     * @param passphrase stays the caller's
     * @param length of the key, in bytes: a multiple of 32
     * @param watch called while it works and while it waits; what it throws ends the derivation
     * @throws ScryptTooCostlyException before anything is allocated
     */
    byte[] derive(
            Passphrase passphrase,
            byte[] salt,
            ScryptParameters parameters,
            int length,
            Watch watch)
            throws ScryptTooCostlyException {
        if (!parameters.arePlausible()) {
            throw ScryptTooCostlyException.implausible(parameters);
        }
        Mac mac = HmacSha256.of(passphrase.bytes());
        try (ScryptMemory.Lease lease = memory.take(parameters.memory(), watch)) {
            watch.at(Stage.DERIVING, 0);
            try (Secret lanes = pbkdf2(mac, salt, parameters.laneBytes() * parameters.p());
                    ScryptLane lane = ScryptLane.of(parameters)) {
                for (int i = 0; i < parameters.p(); i++) {
                    int before = i;
                    IntBuffer stored = words(lanes, i, parameters.laneBytes());
                    lane.load(stored);
                    ScryptMixing.mix(
                            lane,
                            parameters.r(),
                            parameters.n(),
                            lease.bytes(),
                            (stage, done) -> watch.at(stage, (before + done) / parameters.p()));
                    lane.store(stored);
                }
                return pbkdf2(mac, lanes.bytes(), length).bytes();
            }
        }
    }

    private static IntBuffer words(Secret lanes, int lane, int laneBytes) {
        return ByteBuffer.wrap(lanes.bytes(), lane * laneBytes, laneBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
    }

    /**
     * PBKDF2 with one iteration (RFC 8018, section 5.2).
     *
     * @param length in bytes, a multiple of the HMAC's
     */
    private static Secret pbkdf2(Mac mac, byte[] salt, int length) {
        byte[] derived = new byte[length];
        try {
            for (int at = 0, block = 1; at < length; at += mac.getMacLength(), block++) {
                mac.update(salt);
                mac.update(ByteBuffer.allocate(4).putInt(block).flip());
                mac.doFinal(derived, at);
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new Secret(derived);
    }
}
