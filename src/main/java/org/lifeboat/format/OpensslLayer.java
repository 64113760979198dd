package org.lifeboat.format;

import org.lifeboat.crypto.CipherAlgorithm;
import org.lifeboat.crypto.DecryptingInputStream;
import org.lifeboat.crypto.Decryptor;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.OpensslEnc;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.crypto.ResumedDecryption;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decrypts what {@code openssl enc} wrote. The backup does not say which digest its key was derived
 * with; the right one shows in the first bytes of plaintext.
 */
final class OpensslLayer {

    /** Ciphertext that is decrypted to tell the digest: holds a whole tar header. */
    private static final int SAMPLE = 1024;

    private final CipherAlgorithm cipher;
    private final Passphrase passphrase;
    private final Predicate<byte[]> looksRight;
    private volatile Optional<DigestAlgorithm> derivation = Optional.empty();

    /**
     * @param passphrase stays its owner's
     * @param looksRight whether plaintext may begin with these bytes
     */
    OpensslLayer(CipherAlgorithm cipher, Passphrase passphrase, Predicate<byte[]> looksRight) {
        this.cipher = cipher;
        this.passphrase = passphrase;
        this.looksRight = looksRight;
    }

    /** The digest that was last found right. */
    Optional<DigestAlgorithm> derivation() {
        return derivation;
    }

    InputStream decrypt(InputStream encrypted) throws IOException {
        StartedInputStream started = StartedInputStream.of(encrypted, OpensslEnc.HEADER + SAMPLE);
        byte[] start = started.start();
        if (!OpensslEnc.hasMagic(start)) {
            throw new ProblemException(new StreamProblem.CipherUnknownStart());
        }
        Set<DigestAlgorithm> candidates = new LinkedHashSet<>();
        derivation.ifPresent(candidates::add);
        candidates.addAll(OpensslEnc.DERIVATIONS);
        for (DigestAlgorithm candidate : candidates) {
            byte[] plain = new byte[SAMPLE + 64];
            int count =
                    decryptor(start, candidate)
                            .update(
                                    start,
                                    OpensslEnc.HEADER,
                                    start.length - OpensslEnc.HEADER,
                                    plain);
            if (looksRight.test(Arrays.copyOf(plain, count))) {
                derivation = Optional.of(candidate);
                started.skipNBytes(OpensslEnc.HEADER);
                return new DecryptingInputStream(started, decryptor(start, candidate));
            }
        }
        throw new ProblemException(new StreamProblem.CipherUnknownStart());
    }

    /** Takes a digest for the right one that was found right before. */
    void expect(String name) {
        OpensslEnc.DERIVATIONS.stream()
                .filter(digest -> digest.name().equals(name))
                .findFirst()
                .ifPresent(digest -> derivation = Optional.of(digest));
    }

    boolean canResume() {
        return cipher.canResume();
    }

    /**
     * Takes a stream up in its middle.
     *
     * @param start the stream's first {@link OpensslEnc#HEADER} bytes
     * @param position bytes of the stream before, these included
     */
    ArchiveCoding.Resumed resume(byte[] start, long position, boolean hasEnd, InputStream encrypted)
            throws IOException {
        DigestAlgorithm known =
                derivation
                        .filter(digest -> cipher.canResume())
                        .orElseThrow(
                                () -> new ProblemException(new StreamProblem.CipherUnknownStart()));
        long inCiphertext = position - OpensslEnc.HEADER;
        InputStream plain =
                ResumedDecryption.open(
                        cipher, decryptor(start, known), encrypted, inCiphertext, hasEnd);
        return new ArchiveCoding.Resumed(
                plain, inCiphertext + ResumedDecryption.lost(cipher, inCiphertext));
    }

    private Decryptor decryptor(byte[] start, DigestAlgorithm candidate) {
        return OpensslEnc.decryptor(
                Arrays.copyOf(start, OpensslEnc.HEADER), cipher, candidate, passphrase);
    }
}
