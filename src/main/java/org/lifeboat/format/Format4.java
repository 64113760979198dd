package org.lifeboat.format;

import org.lifeboat.archive.Archives;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.crypto.RecordKey;
import org.lifeboat.crypto.RecordRoot;
import org.lifeboat.crypto.ScryptHeader;
import org.lifeboat.crypto.ScryptParameters;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderCopyProof;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Qubes R4 and later: each chunk is a file of the {@code scrypt} program under a passphrase that
 * holds the backup's and the chunk's name, so these are authenticated, too. The decrypted chunks of
 * an archive joined are one compressed tar.
 */
final class Format4 implements BackupFormat {

    static final int VERSION = 4;

    /** As the header's {@code hmac-algorithm} has it. */
    static final String ALGORITHM = "scrypt";

    static final String SUFFIX = ".enc";

    private final BackupHeader header;
    private final String backupId;
    private final Authentication headerAuthentication;
    private final ScryptParameters key;
    private final RecordRoot recordRoot;
    private final ScryptLayer scrypt;
    private final CompressionLayer compression;

    private Format4(
            BackupHeader header, String backupId, HeaderCopyProof proof, Passphrase passphrase) {
        this.header = header;
        this.backupId = backupId;
        this.headerAuthentication =
                Authentication.of(
                        BackupHeader.NAME,
                        proof.stored(),
                        proof.computed(),
                        Authentication.Decoder.AS_STORED);
        this.key = proof.key();
        this.recordRoot = proof.recordRoot();
        this.scrypt = new ScryptLayer(passphrase);
        this.compression = new CompressionLayer(header);
    }

    /**
     * @param passphrase is copied
     * @throws FatalException if the header is not as Qubes writes it
     */
    static Format4 open(HeaderCopyProof proof, Passphrase passphrase) throws FatalException {
        BackupHeader parsed = BackupHeader.parse(proof.header());
        if (parsed.version() != VERSION) {
            throw new FatalException(
                    new UnreadableBackup.UnknownVersion(String.valueOf(parsed.version())));
        }
        String algorithm = parsed.hmacAlgorithm().orElse(ALGORITHM);
        if (!algorithm.equals(ALGORITHM)) {
            throw new FatalException(new UnreadableBackup.OtherDigest(algorithm, ALGORITHM));
        }
        String backupId =
                parsed.backupId()
                        .orElseThrow(() -> new FatalException(new UnreadableBackup.NoBackupId()));
        return new Format4(parsed, backupId, proof, passphrase);
    }

    @Override
    public BackupHeader header() {
        return header;
    }

    @Override
    public String authenticationAlgorithm() {
        return "scrypt (HMAC-SHA256)";
    }

    @Override
    public String cipher() {
        return "aes-256-ctr";
    }

    @Override
    public Optional<String> keyDerivation() {
        return Optional.of(ALGORITHM);
    }

    @Override
    public Authentication headerAuthentication() {
        return headerAuthentication;
    }

    @Override
    public String partSuffix() {
        return SUFFIX;
    }

    @Override
    public Archives archives(Source source, BackupIndex index) {
        return Archives.of(index, SUFFIX, "");
    }

    @Override
    public Authentication authenticate(
            Chunk chunk, ChunkBytes bytes, Optional<byte[]> noProof, Watch watch) {
        return scrypt.authenticate(chunk.entry().name(), binding(chunk), bytes, watch);
    }

    @Override
    public Optional<Seal> seal(
            Chunk chunk, ChunkBytes bytes, Optional<byte[]> noProof, Watch watch) {
        return scrypt.seal(binding(chunk), bytes, watch);
    }

    private String binding(Chunk chunk) {
        String name = chunk.entry().name();
        return backupId + "!" + name.substring(0, name.length() - SUFFIX.length()) + "!";
    }

    @Override
    public long decodedBytes(long storedBytes) {
        return Math.max(0, storedBytes - ScryptHeader.LENGTH - ScryptHeader.HMAC_LENGTH);
    }

    @Override
    public long keyWork() {
        return key.work();
    }

    @Override
    public long keyMemory() {
        return key.memory();
    }

    /** A part's key is made of its name. */
    @Override
    public PartPlaces places(Archives archives) {
        return PartPlaces.UNQUESTIONED;
    }

    @Override
    public boolean vouchesForPlaces() {
        return true;
    }

    @Override
    public InputStream tar(ChunkStreams chunks, Entrances entrances) throws IOException {
        return compression.open(
                new JoinedInputStream(chunks), CompressionLayer.Points.direct(entrances));
    }

    @Override
    public InputStream tarFrom(Entrance entrance, ChunkStreams chunks, Entrances entrances)
            throws IOException {
        return compression.openFrom(
                entrance, new JoinedInputStream(chunks), CompressionLayer.Points.direct(entrances));
    }

    @Override
    public Optional<ArchiveCoding> coding(InputStream firstChunk) throws IOException {
        return Optional.of(
                compression.coding(
                        firstChunk,
                        (position, hasEnd, joined) -> new ArchiveCoding.Resumed(joined, position)));
    }

    /** Nothing has to be derived for it but the header's key. */
    @Override
    public RecordKey recordKey(byte[] salt) {
        return recordRoot.key(salt);
    }

    @Override
    public boolean mayBeEntered() {
        return compression.mayBeEntered();
    }

    @Override
    public void close() {
        recordRoot.close();
        scrypt.close();
    }
}
