package org.lifeboat.crypto;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the plaintext of a ciphertext. Before the end of the stream is reported the padding is
 * checked; if it is wrong, reading throws a {@link org.lifeboat.problem.ProblemException}.
 */
public final class DecryptingInputStream extends InputStream {

    /**
     * The JDK decrypts pieces of this size ten times as fast as large ones, which leave the caches.
     */
    private static final int PIECE = 32 * 1024;

    /** Room for what a block cipher kept back. */
    private static final int SLACK = 64;

    private final InputStream ciphertext;
    private final Decryptor decryptor;
    private final byte[] input = new byte[PIECE];
    private final byte[] output = new byte[PIECE + SLACK];
    private int at;
    private int end;
    private boolean finished;

    /**
     * @param ciphertext what follows the header of the cipher's file format
     */
    public DecryptingInputStream(InputStream ciphertext, Decryptor decryptor) {
        this.ciphertext = ciphertext;
        this.decryptor = decryptor;
    }

    @Override
    public int read() throws IOException {
        return fill() ? output[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(output, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (at == end) {
            if (finished) {
                return false;
            }
            int count = ciphertext.read(input, 0, PIECE);
            at = 0;
            if (count < 0) {
                finished = true;
                end = decryptor.finish(output);
            } else {
                end = decryptor.update(input, 0, count, output);
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        ciphertext.close();
    }
}
