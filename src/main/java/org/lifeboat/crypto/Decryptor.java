package org.lifeboat.crypto;

import org.lifeboat.problem.ProblemException;

/** Turns ciphertext into plaintext, piece by piece. For one thread. */
public interface Decryptor {

    /**
     * Decrypts a piece; a block cipher may keep some of it back until more comes.
     *
     * @param output has room for {@code length} + 32 bytes
     * @return bytes of plaintext put at the start of {@code output}
     */
    int update(byte[] input, int offset, int length, byte[] output);

    /**
     * Ends the stream.
     *
     * @return bytes of plaintext put at the start of {@code output}
     * @throws ProblemException if the padding is wrong: the stream was cut, or is not what the key
     *     was for
     */
    int finish(byte[] output) throws ProblemException;
}
