package org.lifeboat.format;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Entry;
import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.lifeboat.content.TarVolumesInputStream;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.OpensslEnc;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.header.HmacFile;
import org.lifeboat.problem.FatalException.Unreadable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Qubes R2's betas: authenticated as in format 3, but each chunk is compressed and encrypted by
 * itself ({@code openssl enc -z} or gzip) and is one volume of a multi-volume tar.
 */
final class Format2 implements BackupFormat {

    static final int VERSION = BackupHeader.DEFAULT_VERSION;

    /** Where there is no header to name one. */
    static final DigestAlgorithm DEFAULT_DIGEST = DigestAlgorithm.SHA1;

    private final BackupHeader header;
    private final HmacLayer hmac;
    private final Passphrase passphrase;
    private final CipherChoice cipher;
    private final OpensslLayer openssl;

    private Format2(
            BackupHeader header, HeaderProof proof, Passphrase passphrase, CipherChoice cipher) {
        this.header = header;
        this.passphrase = passphrase.copy();
        this.hmac = new HmacLayer(proof, this.passphrase);
        this.cipher = cipher;
        this.openssl = new OpensslLayer(cipher.algorithm(), this.passphrase, this::looksRight);
    }

    static Format2 open(BackupHeader header, HeaderProof proof, Passphrase passphrase)
            throws Unreadable {
        return new Format2(header, proof, passphrase, CipherChoice.of(header));
    }

    /**
     * For a backup without a header: what one would have said shows in the list of VMs.
     *
     * @param catalog its first chunk, authenticated
     */
    static Format2 openWithoutHeader(byte[] catalog, HeaderProof proof, Passphrase passphrase)
            throws Unreadable {
        boolean encrypted = OpensslEnc.hasMagic(catalog);
        Format2 compressed = open(header(encrypted, true), proof, passphrase);
        if (compressed.fits(catalog)) {
            return compressed;
        }
        compressed.close();
        return open(header(encrypted, false), proof, passphrase);
    }

    private static BackupHeader header(boolean encrypted, boolean compressed) {
        return new BackupHeader(
                VERSION,
                encrypted,
                compressed,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private boolean fits(byte[] chunk) {
        if (!header.encrypted()) {
            return compression().matches(chunk);
        }
        try {
            openssl.decrypt(new ByteArrayInputStream(chunk));
            return true;
        } catch (IOException neverDecrypted) {
            return false;
        }
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
    public InputStream tar(ChunkStreams chunks) {
        return new TarVolumesInputStream(
                () -> {
                    Optional<InputStream> chunk = chunks.next();
                    return chunk.isPresent() ? Optional.of(volume(chunk.get())) : chunk;
                });
    }

    private InputStream volume(InputStream chunk) throws IOException {
        InputStream plain = header.encrypted() ? openssl.decrypt(chunk) : chunk;
        return header.compressed() ? new DecompressingInputStream(compression(), plain) : plain;
    }

    private Compression compression() {
        return header.encrypted() ? Compression.ZLIB : Compression.GZIP;
    }

    /**
     * Whether plaintext begins as it must if the key was right. A volume may begin with something
     * else than a header; the first one, of the list of VMs, never does.
     */
    private boolean looksRight(byte[] start) {
        return header.compressed()
                ? compression().matches(start)
                : TarStart.isOne(start) || openssl.derivation().isPresent();
    }

    @Override
    public void close() {
        passphrase.close();
    }
}
