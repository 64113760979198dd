package org.lifeboat.crypto;

import org.lifeboat.problem.ProblemException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * Decrypts what {@code openssl enc} wrote from somewhere in the middle on. What cannot be right,
 * since it depends on ciphertext that is lost, is left out: at most two blocks.
 */
public final class ResumedDecryption {

    private static final int PIECE = 32 * 1024;

    private ResumedDecryption() {}

    /**
     * @param cipher one that {@linkplain CipherAlgorithm#canResume can be resumed}
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
        int block = cipher.blockBytes();
        if (cipher.isKeyStream()) {
            // Whole blocks: a decryptor keeps back what is none, and gives it later.
            int inBlock = (int) (position % block);
            runThrough(decryptor, position - inBlock);
            InputStream aligned =
                    new SequenceInputStream(
                            new ByteArrayInputStream(new byte[inBlock]), ciphertext);
            InputStream plaintext = new DecryptingInputStream(aligned, ending);
            plaintext.skipNBytes(inBlock);
            return plaintext;
        }
        long lost = lost(cipher, position);
        ciphertext.skipNBytes(Math.max(0, lost - block));
        InputStream plaintext = new DecryptingInputStream(ciphertext, ending);
        plaintext.skipNBytes(Math.min(lost, block));
        return plaintext;
    }

    /** Bytes of plaintext from that position on that are left out. */
    public static long lost(CipherAlgorithm cipher, long position) {
        int block = cipher.blockBytes();
        return position == 0 || cipher.isKeyStream()
                ? 0
                : Math.floorMod(-position, block) + (long) block;
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
