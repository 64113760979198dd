package org.lifeboat.format;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Entry;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.header.HmacFile;
import org.lifeboat.problem.Code;
import org.lifeboat.problem.FatalException.Unreadable;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Qubes R2 to R3.2: an HMAC a chunk, over its stored bytes; the chunks of an archive joined are one
 * {@code openssl enc} stream of one compressed tar.
 */
final class Format3 implements BackupFormat {

    static final int VERSION = 3;

    private final BackupHeader header;
    private final HmacLayer hmac;
    private final Passphrase passphrase;
    private final CipherChoice cipher;
    private final CompressionLayer compression;
    private final OpensslLayer openssl;

    private Format3(
            BackupHeader header, HeaderProof proof, Passphrase passphrase, CipherChoice cipher) {
        this.header = header;
        this.passphrase = passphrase.copy();
        this.hmac = new HmacLayer(proof, this.passphrase);
        this.cipher = cipher;
        this.compression = new CompressionLayer(header);
        this.openssl = new OpensslLayer(cipher.algorithm(), this.passphrase, this::looksRight);
    }

    static Format3 open(BackupHeader header, HeaderProof proof, Passphrase passphrase)
            throws Unreadable {
        return new Format3(header, proof, passphrase, CipherChoice.of(header));
    }

    @Override
    public BackupHeader header() {
        return header;
    }

    @Override
    public String authenticationAlgorithm() {
        return hmac.algorithm();
    }

    @Override
    public String cipher() {
        return cipher.name();
    }

    @Override
    public Optional<String> keyDerivation() {
        return openssl.derivation().map(DigestAlgorithm::name);
    }

    @Override
    public Authentication headerAuthentication() {
        return hmac.headerAuthentication();
    }

    @Override
    public List<ChunkSequence> archives(List<Entry> entries) {
        return ChunkSequence.group(entries, "", HmacFile.SUFFIX);
    }

    @Override
    public Authentication authenticate(
            Chunk chunk, ChunkBytes bytes, Optional<byte[]> proof, IntConsumer moved) {
        return hmac.authenticate(chunk, bytes, proof, moved);
    }

    @Override
    public InputStream tar(ChunkStreams chunks) throws IOException {
        InputStream joined = new JoinedInputStream(chunks);
        return compression.open(header.encrypted() ? decrypt(joined) : joined);
    }

    private InputStream decrypt(InputStream joined) throws IOException {
        try {
            return openssl.decrypt(joined);
        } catch (ProblemException problem) {
            // Only what is decompressed afterwards tells that a key was right.
            boolean nothingToGoBy =
                    compression.isUnknown()
                            && openssl.derivation().isEmpty()
                            && problem.problem().code() == Code.CIPHER_UNKNOWN_START;
            throw nothingToGoBy ? compression.unknown() : problem;
        }
    }

    /** Whether plaintext begins as it must if the key was right. */
    private boolean looksRight(byte[] start) {
        return header.compressed() ? compression.mayStartWith(start) : TarStart.isOne(start);
    }

    @Override
    public void close() {
        passphrase.close();
    }
}
