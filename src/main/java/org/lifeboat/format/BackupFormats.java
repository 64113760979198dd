package org.lifeboat.format;

import org.lifeboat.archive.Archives;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.FileKind;
import org.lifeboat.archive.FileSource;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderCopyProof;
import org.lifeboat.header.HeaderCopyVerifier;
import org.lifeboat.header.HeaderVerifier;
import org.lifeboat.header.HmacFile;
import org.lifeboat.header.StoredHeader;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.OriginProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the format of a backup by its verified header. */
public final class BackupFormats {

    private BackupFormats() {}

    /**
     * A format with its keys.
     *
     * @param passphrasePosition the place of the right one among those that were tried, from 0
     * @param headerOrigin where the header is from, if it is damaged
     */
    public record Opened(
            BackupFormat format, int passphrasePosition, Optional<Problem> headerOrigin) {
        private Opened(BackupFormat format, int passphrasePosition) {
            this(format, passphrasePosition, Optional.empty());
        }
    }

    /**
     * Whether it looks like a backup, before any passphrase is known.
     *
     * @throws FatalException if it does not; tells what it is instead
     * @throws IOException if its beginning cannot be read
     */
    public static void checkIsBackup(Source source, BackupIndex index)
            throws IOException, FatalException {
        boolean isBackup =
                index.entry(BackupHeader.NAME).isPresent()
                        || index.entry(BackupHeader.NAME + HmacFile.SUFFIX).isPresent()
                        || index.entry(StoredHeader.CATALOG).isPresent()
                        || index.entry(StoredHeader.CATALOG + Format4.SUFFIX).isPresent()
                        || hasParts(index);
        if (!isBackup) {
            throw new FatalException(notABackup(source));
        }
    }

    /** Of VMs: what a backup still has whose beginning was written over. */
    private static boolean hasParts(BackupIndex index) {
        return Stream.of(
                        Archives.of(index, "", HmacFile.SUFFIX).sequences().stream()
                                .filter(BackupFormats::hasProof),
                        Archives.of(index, Format4.SUFFIX, "").sequences().stream())
                .flatMap(sequences -> sequences)
                .anyMatch(archive -> !archive.path().folder().isEmpty());
    }

    private static boolean hasProof(ChunkSequence archive) {
        return archive.chunks().stream().anyMatch(chunk -> chunk.proof().isPresent());
    }

    private static UnreadableBackup notABackup(Source source) throws IOException {
        FileKind kind = FileKind.of(source);
        Optional<String> first =
                kind == FileKind.UNKNOWN ? FileSource.firstPiece(source.name()) : Optional.empty();
        return first.<UnreadableBackup>map(
                        name -> new UnreadableBackup.LaterPiece(source.name(), name))
                .orElseGet(() -> new UnreadableBackup.NotABackup(kind));
    }

    /**
     * @param passphrases tried in order; they stay the caller's, and the format keeps a copy of the
     *     right one until it is closed
     * @throws FatalException if it is no backup, no passphrase matches, or this version cannot read
     *     it
     */
    public static Opened open(
            Source source, BackupIndex index, List<Passphrase> passphrases, Watch watch)
            throws IOException, FatalException {
        checkIsBackup(source, index);
        HeaderVerifier verifier = new HeaderVerifier(source, index, passphrases);
        return switch (StoredHeader.in(source, index)) {
            case StoredHeader.WithCopy stored -> {
                HeaderCopyProof proof = new HeaderCopyVerifier(stored).verify(passphrases, watch);
                yield new Opened(
                        Format4.open(proof, passphrases.get(proof.position())),
                        proof.position(),
                        proof.isDamaged()
                                ? Optional.of(new OriginProblem.HeaderFromEncryptedCopy())
                                : Optional.empty());
            }
            case StoredHeader.WithHmac stored -> {
                HeaderVerifier.Match match = verifier.verify(stored);
                yield new Opened(
                        format(stored, match, passphrases.get(match.position())), match.position());
            }
            case StoredHeader.None stored -> {
                HeaderVerifier.Match match = verifier.verify(stored, Format2.DEFAULT_DIGEST);
                BackupFormat format =
                        Format2.openWithoutHeader(
                                stored.catalog(), match.proof(), passphrases.get(match.position()));
                yield new Opened(format, match.position());
            }
        };
    }

    /**
     * The same where the header is damaged or lost, and something else tells what it said.
     *
     * @return nothing if no part matches a passphrase, or what it holds cannot be told
     */
    public static Optional<Opened> recover(
            Source source, BackupIndex index, List<Passphrase> passphrases, Watch watch) {
        return new HeaderRecovery(source, index, passphrases, watch).open();
    }

    static BackupFormat format(
            StoredHeader.WithHmac stored, HeaderVerifier.Match match, Passphrase passphrase)
            throws FatalException {
        BackupHeader header = HeaderVerifier.read(stored, match.proof());
        return switch (header.version()) {
            case Format2.VERSION -> Format2.open(header, match.proof(), passphrase);
            case Format3.VERSION -> Format3.open(header, match.proof(), passphrase);
            default ->
                    throw new FatalException(
                            new UnreadableBackup.UnknownVersion(String.valueOf(header.version())));
        };
    }
}
