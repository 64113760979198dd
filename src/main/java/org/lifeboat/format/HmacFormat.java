package org.lifeboat.format;

import org.lifeboat.archive.Archives;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.crypto.RecordKey;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.header.HmacFile;
import org.lifeboat.watch.Watch;

import java.util.Optional;

/** What formats 2 and 3 have in common: an HMAC a chunk, and {@code openssl enc}. */
abstract class HmacFormat implements BackupFormat {

    private final BackupHeader header;
    private final HmacLayer hmac;
    private final Passphrase passphrase;
    private final CipherChoice cipher;
    private final OpensslLayer openssl;

    HmacFormat(BackupHeader header, HeaderProof proof, Passphrase passphrase, CipherChoice cipher) {
        this.header = header;
        this.passphrase = passphrase.copy();
        this.hmac = new HmacLayer(proof, this.passphrase);
        this.cipher = cipher;
        this.openssl = new OpensslLayer(cipher.algorithm(), this.passphrase, this::looksRight);
    }

    /** Whether plaintext begins as it must if the key was right. */
    abstract boolean looksRight(byte[] start);

    final OpensslLayer openssl() {
        return openssl;
    }

    @Override
    public final BackupHeader header() {
        return header;
    }

    @Override
    public final String authenticationAlgorithm() {
        return hmac.algorithm();
    }

    @Override
    public final String cipher() {
        return cipher.name();
    }

    @Override
    public final Optional<String> keyDerivation() {
        return openssl.derivation().map(DigestAlgorithm::name);
    }

    @Override
    public final Authentication headerAuthentication() {
        return hmac.headerAuthentication();
    }

    @Override
    public final String partSuffix() {
        return "";
    }

    @Override
    public final Archives archives(Source source, BackupIndex index) {
        Archives archives = Archives.of(index, "", HmacFile.SUFFIX);
        // A compressor's own checksums tell which place is the right one.
        if (header.compressed()) {
            return archives;
        }
        return RepeatedParts.marked(archives, source, header.encrypted());
    }

    @Override
    public final Authentication authenticate(
            Chunk chunk, ChunkBytes bytes, Optional<byte[]> proof, Watch watch) {
        return hmac.authenticate(chunk, bytes, proof, watch);
    }

    @Override
    public final Optional<Seal> seal(
            Chunk chunk, ChunkBytes bytes, Optional<byte[]> proof, Watch watch) {
        return proof.flatMap(HmacFile::parse)
                .map(stored -> new Seal(hmac.fresh(), bytes.size(), stored));
    }

    @Override
    public final long decodedBytes(long storedBytes) {
        return storedBytes;
    }

    @Override
    public final long keyWork() {
        return 0;
    }

    @Override
    public final long keyMemory() {
        return 0;
    }

    @Override
    public final RecordKey recordKey(byte[] salt) {
        return RecordKey.derive(passphrase, salt);
    }

    @Override
    public final void close() {
        passphrase.close();
    }
}
