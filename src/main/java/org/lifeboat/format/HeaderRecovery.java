package org.lifeboat.format;

import org.lifeboat.archive.Archives;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Source;
import org.lifeboat.content.Compression;
import org.lifeboat.crypto.OpensslEnc;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.format.BackupFormats.Opened;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.header.HeaderRebuilder;
import org.lifeboat.header.HeaderVerifier;
import org.lifeboat.header.HmacFile;
import org.lifeboat.header.StoredHeader;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.OriginProblem;
import org.lifeboat.watch.Watch;

import java.util.List;
import java.util.Optional;

/**
 * Opens a backup whose header is damaged or lost, if other parts show that the passphrase is right:
 * by the header that its HMAC is left of, or without any (formats 2 and 3).
 */
final class HeaderRecovery {

    private final Source source;
    private final BackupIndex index;
    private final List<Passphrase> passphrases;
    private final HeaderVerifier verifier;
    private final Watch watch;

    HeaderRecovery(Source source, BackupIndex index, List<Passphrase> passphrases, Watch watch) {
        this.source = source;
        this.index = index;
        this.passphrases = passphrases;
        this.verifier = new HeaderVerifier(source, index, passphrases);
        this.watch = watch;
    }

    /**
     * @return nothing if no part matches the passphrase, or what it holds cannot be told
     */
    Optional<Opened> open() {
        Optional<HeaderVerifier.Match> part = verifier.matchOfAPart();
        if (part.isEmpty()) {
            return Optional.empty();
        }
        Passphrase passphrase = passphrases.get(part.get().position());
        return rebuilt(part.get(), passphrase).or(() -> inferred(part.get(), passphrase));
    }

    private Optional<Opened> rebuilt(HeaderVerifier.Match part, Passphrase passphrase) {
        Optional<byte[]> hmacFile =
                StoredHeader.small(
                        source, index, BackupHeader.NAME + HmacFile.SUFFIX, HmacFile.MAX_SIZE);
        Optional<String> stored = hmacFile.flatMap(HmacFile::parse);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        byte[] damaged =
                StoredHeader.small(source, index, BackupHeader.NAME, BackupHeader.MAX_SIZE)
                        .orElse(new byte[0]);
        Optional<byte[]> header =
                new HeaderRebuilder(part.proof().digest(), passphrase, stored.get(), watch)
                        .rebuild(damaged);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        HeaderProof proof = new HeaderProof(part.proof().digest(), stored.get(), stored.get());
        try {
            BackupFormat format =
                    BackupFormats.format(
                            new StoredHeader.WithHmac(header.get(), hmacFile.get()),
                            new HeaderVerifier.Match(proof, part.position()),
                            passphrase);
            return Optional.of(
                    new Opened(
                            format,
                            part.position(),
                            Optional.of(new OriginProblem.HeaderRebuilt())));
        } catch (FatalException unknown) {
            return Optional.empty();
        }
    }

    private Optional<Opened> inferred(HeaderVerifier.Match part, Passphrase passphrase) {
        HeaderProof unproven = new HeaderProof(part.proof().digest(), "", "");
        for (ChunkSequence archive : verifier.smallestArchives()) {
            Chunk first = archive.chunks().getFirst();
            Optional<byte[]> bytes =
                    first.number() == 0
                            ? verifier.authentic(first, part.proof().digest(), passphrase)
                            : Optional.empty();
            if (bytes.isEmpty()) {
                continue;
            }
            Optional<BackupFormat> format =
                    new InferredFormat(
                                    bytes.get(),
                                    unproven,
                                    passphrase,
                                    isEachByItself(part, passphrase),
                                    watch)
                            .find();
            if (format.isPresent()) {
                return Optional.of(
                        new Opened(
                                format.get(),
                                part.position(),
                                Optional.of(new OriginProblem.HeaderInferred())));
            }
        }
        return Optional.empty();
    }

    /** Format 2: later parts of archives begin as first ones do, and no others do. */
    private boolean isEachByItself(HeaderVerifier.Match part, Passphrase passphrase) {
        return Archives.of(index, "", HmacFile.SUFFIX).sequences().stream()
                .flatMap(archive -> archive.chunks().stream())
                .filter(chunk -> chunk.number() > 0)
                .limit(1)
                .flatMap(
                        chunk ->
                                verifier
                                        .authentic(chunk, part.proof().digest(), passphrase)
                                        .stream())
                .anyMatch(start -> OpensslEnc.hasMagic(start) || Compression.GZIP.matches(start));
    }
}
