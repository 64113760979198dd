package org.lifeboat.format;

import org.lifeboat.archive.Archives;
import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.lifeboat.content.ResumedVolumes;
import org.lifeboat.content.TarVolumesInputStream;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.OpensslEnc;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.problem.FatalException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Qubes R2's betas: authenticated as in format 3, but each chunk is compressed and encrypted by
 * itself ({@code openssl enc -z} or gzip) and is one volume of a multi-volume tar.
 */
final class Format2 extends HmacFormat {

    static final int VERSION = BackupHeader.DEFAULT_VERSION;

    /** Where there is no header to name one. */
    static final DigestAlgorithm DEFAULT_DIGEST = DigestAlgorithm.SHA1;

    private Format2(
            BackupHeader header, HeaderProof proof, Passphrase passphrase, CipherChoice cipher) {
        super(header, proof, passphrase, cipher);
    }

    static Format2 open(BackupHeader header, HeaderProof proof, Passphrase passphrase)
            throws FatalException {
        return new Format2(header, proof, passphrase, CipherChoice.of(header));
    }

    /**
     * For a backup without a header: what one would have said shows in the list of VMs.
     *
     * @param catalog its first chunk, authenticated
     */
    static Format2 openWithoutHeader(byte[] catalog, HeaderProof proof, Passphrase passphrase)
            throws FatalException {
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
        if (!header().encrypted()) {
            return compression().matches(chunk);
        }
        try {
            openssl().decrypt(new ByteArrayInputStream(chunk));
            return true;
        } catch (IOException neverDecrypted) {
            return false;
        }
    }

    /** Each part begins as a first one does, and says itself where it belongs. */
    @Override
    public PartPlaces places(Archives archives) {
        return PartPlaces.UNQUESTIONED;
    }

    /** A volume says which one of which file it is. */
    @Override
    public boolean vouchesForPlaces() {
        return true;
    }

    @Override
    public InputStream tar(ChunkStreams chunks, Entrances entrances) {
        return new TarVolumesInputStream(volumes(chunks), told(entrances));
    }

    @Override
    public InputStream tarFrom(Entrance entrance, ChunkStreams chunks, Entrances entrances) {
        return TarVolumesInputStream.from(
                entrance.volume().orElseThrow(), volumes(chunks), told(entrances));
    }

    /** Every volume begins somewhere. */
    private static Consumer<TarVolumesInputStream.Place> told(Entrances entrances) {
        return place -> entrances.found(Entrance.ofVolume(place.volume(), place));
    }

    private TarVolumesInputStream.Volumes volumes(ChunkStreams chunks) {
        return () -> {
            Optional<InputStream> chunk = chunks.next();
            return chunk.isPresent() ? Optional.of(volume(chunk.get())) : chunk;
        };
    }

    /** Its volumes say themselves where they belong, and are decoded one by one. */
    @Override
    public Optional<ArchiveCoding> coding(InputStream firstChunk) throws IOException {
        ResumedVolumes member = ResumedVolumes.of(volume(firstChunk));
        return Optional.of(
                new ArchiveCoding() {
                    @Override
                    public Optional<Compression> compression() {
                        return Optional.empty();
                    }

                    @Override
                    public byte[] start() {
                        return new byte[0];
                    }

                    @Override
                    public boolean canResume() {
                        return false;
                    }

                    @Override
                    public int headerBytes() {
                        return 0;
                    }

                    @Override
                    public Resumed from(long unused, boolean hasEnd, ChunkStreams chunks)
                            throws IOException {
                        ResumedVolumes.Resumed resumed = member.from(volumes(chunks));
                        return new Resumed(resumed.stream(), resumed.position());
                    }
                });
    }

    /** Each volume has a compressor of its own, so that a place in the tar tells no chunk. */
    @Override
    public boolean mayBeEntered() {
        return false;
    }

    private InputStream volume(InputStream chunk) throws IOException {
        InputStream plain = header().encrypted() ? openssl().decrypt(chunk) : chunk;
        return header().compressed() ? new DecompressingInputStream(compression(), plain) : plain;
    }

    private Compression compression() {
        return header().encrypted() ? Compression.ZLIB : Compression.GZIP;
    }

    /**
     * Whether plaintext begins as it must if the key was right. A volume may begin with something
     * else than a header; the first one, of the list of VMs, never does.
     */
    @Override
    boolean looksRight(byte[] start) {
        return header().compressed()
                ? compression().matches(start)
                : TarStart.isOne(start) || openssl().derivation().isPresent();
    }
}
