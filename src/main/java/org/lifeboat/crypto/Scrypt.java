package org.lifeboat.crypto;

import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;

import javax.crypto.Mac;

/** The key derivation scrypt (RFC 7914), with as little memory as it can do with: one vector. */
final class Scrypt {

    private final ScryptMemory memory;

    Scrypt(ScryptMemory memory) {
        this.memory = memory;
    }

    /**
     * @param length of the key, in bytes
     * @param watch told while it works or waits for memory; what it throws ends the derivation
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
        int laneBytes = Math.multiplyExact(128, parameters.r());
        if ((long) laneBytes * parameters.p() > memory.most()) {
            throw ScryptTooCostlyException.memory((long) laneBytes * parameters.p(), memory.most());
        }
        try (ScryptMemory.Lease lease = memory.take(parameters.memory(), watch)) {
            watch.at(Stage.DERIVING, 0);
            byte[] lanes = pbkdf2(mac, salt, Math.multiplyExact(laneBytes, parameters.p()));
            int[] words = new int[laneBytes / 4];
            for (int lane = 0; lane < parameters.p(); lane++) {
                int before = lane;
                IntBuffer stored =
                        ByteBuffer.wrap(lanes, lane * laneBytes, laneBytes)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .asIntBuffer();
                stored.get(0, words);
                ScryptMixing.mix(
                        words,
                        parameters.r(),
                        parameters.n(),
                        lease.bytes(),
                        (stage, done) -> watch.at(stage, (before + done) / parameters.p()));
                stored.put(0, words);
            }
            byte[] key = pbkdf2(mac, lanes, length);
            Arrays.fill(words, 0);
            Arrays.fill(lanes, (byte) 0);
            return key;
        }
    }

    /** PBKDF2 with one iteration (RFC 8018, section 5.2). */
    private static byte[] pbkdf2(Mac mac, byte[] salt, int length) {
        byte[] derived = new byte[length];
        for (int at = 0, block = 1; at < length; at += mac.getMacLength(), block++) {
            mac.update(salt);
            mac.update(ByteBuffer.allocate(4).putInt(block).flip());
            byte[] bytes = mac.doFinal();
            System.arraycopy(bytes, 0, derived, at, Math.min(bytes.length, length - at));
            Arrays.fill(bytes, (byte) 0);
        }
        return derived;
    }
}
