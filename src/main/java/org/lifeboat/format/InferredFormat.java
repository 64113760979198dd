package org.lifeboat.format;

import org.lifeboat.content.Compression;
import org.lifeboat.crypto.CipherAlgorithm;
import org.lifeboat.crypto.OpensslEnc;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.problem.FatalException;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarHeader;
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Formats 2 and 3 without a header: what one would have said, from an authentic part with which an
 * archive begins. The right cipher and compressor are those that make a tar of it.
 */
final class InferredFormat {

    /** Qubes' default first, which is nearly always right. */
    private static final String USUAL_CIPHER = "aes-256-cbc";

    private final byte[] firstPart;
    private final HeaderProof proof;
    private final Passphrase passphrase;
    private final boolean isFormat2;
    private final Watch watch;

    /**
     * @param firstPart authentic
     * @param proof by which digest
     * @param isFormat2 whether a later part shows that each is encoded by itself
     */
    InferredFormat(
            byte[] firstPart,
            HeaderProof proof,
            Passphrase passphrase,
            boolean isFormat2,
            Watch watch) {
        this.firstPart = firstPart;
        this.proof = proof;
        this.passphrase = passphrase;
        this.isFormat2 = isFormat2;
        this.watch = watch;
    }

    /** Nothing if no cipher and compressor make a tar of the part. */
    Optional<BackupFormat> find() {
        boolean isEncrypted = OpensslEnc.hasMagic(firstPart);
        List<String> ciphers = new ArrayList<>(List.of(USUAL_CIPHER));
        if (isEncrypted) {
            CipherAlgorithm.names().stream()
                    .filter(name -> !name.equals(USUAL_CIPHER))
                    .sorted()
                    .forEach(ciphers::add);
        }
        List<Integer> versions =
                isFormat2 ? List.of(Format2.VERSION) : List.of(Format3.VERSION, Format2.VERSION);
        for (String cipher : ciphers) {
            for (int version : versions) {
                for (boolean isCompressed : new boolean[] {true, false}) {
                    watch.at(Stage.AUTHENTICATING, 0);
                    Optional<BackupFormat> found =
                            tried(header(version, isEncrypted, isCompressed, cipher));
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private BackupHeader header(
            int version, boolean isEncrypted, boolean isCompressed, String cipher) {
        return new BackupHeader(
                version,
                isEncrypted,
                isCompressed,
                Optional.of(proof.digest().name()),
                Optional.of(cipher),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<BackupFormat> tried(BackupHeader header) {
        try {
            BackupFormat format = open(header);
            if (makesATar(format)) {
                BackupFormat named = open(withFilter(header, format));
                format.close();
                return Optional.of(named);
            }
            format.close();
        } catch (FatalException | IOException wrong) {
            // Another cipher or compressor, then.
        }
        return Optional.empty();
    }

    private BackupFormat open(BackupHeader header) throws FatalException {
        return header.version() == Format2.VERSION
                ? Format2.open(header, proof, passphrase)
                : Format3.open(header, proof, passphrase);
    }

    private boolean makesATar(BackupFormat format) {
        try (InputStream tar = format.tar(once())) {
            byte[] block = tar.readNBytes(Tar.BLOCK);
            return block.length == Tar.BLOCK && TarHeader.isHeader(block, 0);
        } catch (IOException wrong) {
            return false;
        }
    }

    private BackupFormat.ChunkStreams once() {
        List<InputStream> left = new ArrayList<>(List.of(new ByteArrayInputStream(firstPart)));
        return () -> left.isEmpty() ? Optional.empty() : Optional.of(left.removeFirst());
    }

    private BackupHeader withFilter(BackupHeader header, BackupFormat format) throws IOException {
        Optional<String> filter =
                format.coding(new ByteArrayInputStream(firstPart))
                        .flatMap(ArchiveCoding::compression)
                        .map(Compression::program);
        return new BackupHeader(
                header.version(),
                header.encrypted(),
                header.compressed(),
                header.hmacAlgorithm(),
                header.cryptoAlgorithm(),
                filter,
                header.backupId());
    }
}
