package org.lifeboat.format;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Entry;
import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.lifeboat.crypto.CipherAlgorithm;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.header.HmacFile;
import org.lifeboat.problem.Code;
import org.lifeboat.problem.FatalException.Unreadable;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarHeader;

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

    /** Qubes' own, where the header names none. */
    private static final String DEFAULT_CIPHER = "aes-256-cbc";

    private final BackupHeader header;
    private final HeaderProof proof;
    private final Passphrase passphrase;
    private final CipherAlgorithm cipher;
    private final Optional<Compression> compression;
    private final OpensslLayer openssl;

    private Format3(
            BackupHeader header, HeaderProof proof, Passphrase passphrase, CipherAlgorithm cipher) {
        this.header = header;
        this.proof = proof;
        this.passphrase = passphrase.copy();
        this.cipher = cipher;
        this.compression = header.compressionFilter().flatMap(Compression::ofFilter);
        this.openssl = new OpensslLayer(cipher, this.passphrase, this::looksRight);
    }

    static Format3 open(BackupHeader header, HeaderProof proof, Passphrase passphrase)
            throws Unreadable {
        String name = header.cryptoAlgorithm().orElse(DEFAULT_CIPHER);
        Optional<CipherAlgorithm> cipher = CipherAlgorithm.named(name);
        if (cipher.isEmpty() && header.encrypted()) {
            throw Unreadable.unknownCipher(name);
        }
        return new Format3(
                header,
                proof,
                passphrase,
                cipher.or(() -> CipherAlgorithm.named(DEFAULT_CIPHER)).orElseThrow());
    }

    @Override
    public BackupHeader header() {
        return header;
    }

    @Override
    public String authenticationAlgorithm() {
        return proof.digest().name();
    }

    @Override
    public String cipher() {
        return header.cryptoAlgorithm().orElse(cipher.name());
    }

    @Override
    public Optional<String> keyDerivation() {
        return openssl.derivation().map(DigestAlgorithm::name);
    }

    @Override
    public Authentication headerAuthentication() {
        return Authentication.of(proof.stored(), proof.computed(), Authentication.AS_STORED);
    }

    @Override
    public List<ChunkSequence> archives(List<Entry> entries) {
        return ChunkSequence.group(entries, "", HmacFile.SUFFIX);
    }

    @Override
    public Authentication authenticate(
            Chunk chunk, ChunkBytes bytes, Optional<byte[]> proofEntry, IntConsumer moved) {
        DigestAlgorithm.Hmac hmac = proof.digest().hmac(passphrase);
        bytes.visit(
                0,
                bytes.size(),
                (piece, offset, length) -> {
                    hmac.update(piece, offset, length);
                    moved.accept(length);
                });
        String computed = hmac.finishHex();
        if (proofEntry.isEmpty()) {
            return new Authentication(
                    "", computed, Optional.of(Code.CHUNK_WITHOUT_HMAC), Authentication.AS_STORED);
        }
        Optional<String> stored = HmacFile.parse(proofEntry.get());
        if (stored.isEmpty()) {
            return new Authentication(
                    "",
                    computed,
                    Optional.of(Code.CHUNK_HMAC_UNREADABLE),
                    Authentication.AS_STORED);
        }
        return Authentication.of(stored.get(), computed, Authentication.AS_STORED);
    }

    @Override
    public InputStream tar(ChunkStreams chunks) throws IOException {
        InputStream joined = new JoinedInputStream(chunks);
        InputStream plain = header.encrypted() ? decrypt(joined) : joined;
        return header.compressed() ? decompress(plain) : plain;
    }

    private InputStream decrypt(InputStream joined) throws IOException {
        try {
            return openssl.decrypt(joined);
        } catch (ProblemException problem) {
            // Only what is decompressed afterwards tells that a key was right.
            boolean nothingToGoBy =
                    header.compressed()
                            && compression.isEmpty()
                            && openssl.derivation().isEmpty()
                            && problem.problem().code() == Code.CIPHER_UNKNOWN_START;
            throw nothingToGoBy ? unknownCompression() : problem;
        }
    }

    private InputStream decompress(InputStream plain) throws IOException {
        StartedInputStream started = StartedInputStream.of(plain, Compression.MAGIC_LENGTH);
        Compression actual =
                compression
                        .filter(named -> named.matches(started.start()))
                        .or(() -> Compression.of(started.start()))
                        .orElseThrow(this::unknownCompression);
        return new DecompressingInputStream(actual, started);
    }

    private ProblemException unknownCompression() {
        return new ProblemException(
                Code.COMPRESSION_UNKNOWN, header.compressionFilter().orElse(""));
    }

    /** Whether plaintext begins as it must if the key was right. */
    private boolean looksRight(byte[] start) {
        if (header.compressed()) {
            return compression
                    .map(named -> named.matches(start))
                    .orElseGet(() -> Compression.of(start).isPresent());
        }
        return start.length >= Tar.BLOCK
                && (TarHeader.isHeader(start, 0) || Tar.isZero(start, 0, Tar.BLOCK));
    }

    @Override
    public void close() {
        passphrase.close();
    }
}
