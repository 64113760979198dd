package org.lifeboat.crypto;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets the JVM compile HMAC and AES while the program still reads its arguments and the backup's
 * index. Until they are compiled they are many times slower, which would cost the first tenths of a
 * second of every restore.
 */
public final class WarmUp {

    /** Bytes at a time, as large as what is read of a chunk. */
    private static final int PIECE = 64 * 1024;

    /** Enough for the JVM's compiler to take notice of the loops. */
    private static final int PIECES = 400;

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private WarmUp() {}

    /** Begins, once and where a core is free for it, on a thread that keeps nobody waiting. */
    public static void begin() {
        if (Runtime.getRuntime().availableProcessors() > 1 && BEGUN.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("warm-up").start(WarmUp::run);
        }
    }

    /** Does the same on this thread, as often as it is called. */
    public static void run() {
        byte[] input = new byte[PIECE];
        byte[] output = new byte[PIECE + 32];
        try (Passphrase none = Passphrase.ofBytes(new byte[0])) {
            DigestAlgorithm.Hmac hmac = DigestAlgorithm.SHA512.hmac(none);
            CipherAlgorithm aes = CipherAlgorithm.named("aes-256-cbc").orElseThrow();
            Decryptor decryptor = aes.decryptor(new byte[aes.keyBytes()], new byte[aes.ivBytes()]);
            for (int i = 0; i < PIECES; i++) {
                hmac.update(input, 0, PIECE);
                decryptor.update(input, 0, PIECE, output);
            }
            hmac.finish();
        }
    }
}
