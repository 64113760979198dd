package org.lifeboat.crypto;

import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decrypts what {@code openssl enc} wrote from somewhere in the middle on. What cannot be right,
 * since it depends on ciphertext that is lost, is left out: at most three blocks.
 */
public final class ResumedDecryption {

    private static final int PIECE = 32 * 1024;

    private ResumedDecryption() {}

    /**
     * @param decryptor of the stream's beginning
     * @param ciphertext from a position on; has to be right only where the cipher depends on it
     *     (OFB, CTR, stream ciphers)
     * @param position bytes of ciphertext before, the file format's header not counted
     * @param hasEnd whether the ciphertext ends where the stream ends, so that its padding is
     *     checked
     */
    public static InputStream open(
            CipherAlgorithm cipher,
            Decryptor decryptor,
            InputStream ciphertext,
            long position,
            boolean hasEnd)
            throws IOException {
        Decryptor ending = hasEnd ? decryptor : new Flushing(decryptor, cipher.blockBytes());
        if (cipher.isKeyStream()) {
            runThrough(decryptor, position);
        }
        if (lost(cipher, position) == 0) {
            return new DecryptingInputStream(ciphertext, ending);
        }
        int block = cipher.blockBytes();
        ciphertext.skipNBytes(Math.floorMod(-position, block));
        InputStream plaintext = new DecryptingInputStream(ciphertext, ending);
        // One block depends on what is lost; with narrow feedback (CFB8), a little more.
        plaintext.skipNBytes(2L * block);
        return plaintext;
    }

    /** Bytes of plaintext from that position on that are left out. */
    public static long lost(CipherAlgorithm cipher, long position) {
        int block = cipher.blockBytes();
        return position == 0 || cipher.isKeyStream()
                ? 0
                : Math.floorMod(-position, block) + 2L * block;
    }

    private static void runThrough(Decryptor decryptor, long position) {
        byte[] nothing = new byte[PIECE];
        byte[] unused = new byte[PIECE + 64];
        for (long done = 0; done < position; done += PIECE) {
            decryptor.update(nothing, 0, (int) Math.min(PIECE, position - done), unused);
        }
    }

    /** Where the ciphertext goes on, but is lost: gives the last block, and checks no padding. */
    private record Flushing(Decryptor decryptor, int block) implements Decryptor {
        @Override
        public int update(byte[] input, int offset, int length, byte[] output) {
            return decryptor.update(input, offset, length, output);
        }

        @Override
        public int finish(byte[] output) throws ProblemException {
            return Math.min(block, decryptor.update(new byte[block], 0, block, output));
        }
    }
}
