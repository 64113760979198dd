package org.lifeboat.header;

import org.lifeboat.archive.Archives;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.HmacDigits;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.problem.Refusal;
import org.lifeboat.problem.UnreadableBackup;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the passphrase and the digest with which a header matches its HMAC (formats 2 and 3), and
 * only then reads it.
 */
public final class HeaderVerifier {

    /** Chunks to try where the header does not match: if one does, the passphrase is right. */
    private static final int CHUNKS_TO_TRY = 8;

    private static final int CHUNKS_FOR_VARIANTS = 2;

    private static final int LARGEST_TO_TRY = 4 << 20;

    /** Qubes' chunks have 100 MiB. */
    private static final int LARGEST_CHUNK = 128 << 20;

    private static final Pattern DIGEST_IN_HMAC_LINE =
            Pattern.compile("(?:HMAC-)?([A-Za-z0-9-]+)\\(stdin\\)");

    private final SmallEntries entries;
    private final BackupIndex index;
    private final List<Passphrase> passphrases;

    /**
     * @param passphrases tried in order; they stay the caller's
     */
    public HeaderVerifier(Source source, BackupIndex index, List<Passphrase> passphrases) {
        this.entries = new SmallEntries(source, index);
        this.index = index;
        this.passphrases = passphrases;
    }

    /**
     * A match.
     *
     * @param position of the passphrase among those that were tried, from 0
     */
    public record Match(HeaderProof proof, int position) {}

    /**
     * @throws FatalException if no passphrase matches
     */
    public Match verify(StoredHeader.WithHmac header) throws FatalException {
        return match(header.bytes(), header.hmacFile())
                .orElseThrow(() -> new FatalException(mismatch(header.hmacFile())));
    }

    /**
     * @param digest the only one that such backups have
     * @throws FatalException if no passphrase matches, or with another digest
     */
    public Match verify(StoredHeader.None header, DigestAlgorithm digest) throws FatalException {
        Match match =
                match(header.catalog(), header.hmacFile())
                        .orElseThrow(
                                () -> new FatalException(new HeaderMismatch.PassphraseOrHeader()));
        if (match.proof().digest() != digest) {
            throw new FatalException(new HeaderMismatch.HeaderOnly());
        }
        return match;
    }

    /**
     * Reads a header that was verified.
     *
     * @throws FatalException if it is not as Qubes writes it, or names another digest than the one
     *     that matched
     */
    public static BackupHeader read(StoredHeader.WithHmac verified, HeaderProof proof)
            throws FatalException {
        BackupHeader header = BackupHeader.parse(verified.bytes());
        if (header.hmacAlgorithm().isPresent()) {
            String named = header.hmacAlgorithm().get();
            DigestAlgorithm digest =
                    DigestAlgorithm.named(named)
                            .orElseThrow(
                                    () ->
                                            new FatalException(
                                                    new UnreadableBackup.UnknownDigest(named)));
            if (digest != proof.digest()) {
                throw new FatalException(
                        new UnreadableBackup.OtherDigest(named, proof.digest().name()));
            }
        }
        return header;
    }

    private Optional<Match> match(byte[] bytes, byte[] hmacFile) throws FatalException {
        String stored =
                HmacFile.parse(hmacFile)
                        .orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
        for (int i = 0; i < passphrases.size(); i++) {
            Optional<HeaderProof> proof = HeaderProof.find(bytes, stored, passphrases.get(i));
            if (proof.isPresent()) {
                return Optional.of(new Match(proof.get(), i));
            }
        }
        return Optional.empty();
    }

    /**
     * Why nothing matches: a digest that this program lacks, a damaged header, or most likely the
     * passphrase.
     */
    private Refusal mismatch(byte[] hmacFile) {
        Matcher line =
                DIGEST_IN_HMAC_LINE.matcher(new String(hmacFile, StandardCharsets.ISO_8859_1));
        if (line.find() && DigestAlgorithm.named(line.group(1)).isEmpty()) {
            return new UnreadableBackup.UnknownDigest(line.group(1));
        }
        return anotherChunkMatches()
                ? new HeaderMismatch.HeaderOnly()
                : new HeaderMismatch.PassphraseOrHeader();
    }

    private boolean anotherChunkMatches() {
        return smallest().anyMatch(chunk -> match(chunk, passphrases.getFirst()).isPresent());
    }

    /** With which passphrase and digest another part matches; tries a few small ones. */
    public Optional<Match> matchOfAPart() {
        List<Chunk> chunks = smallest().toList();
        for (int i = 0; i < passphrases.size(); i++) {
            Passphrase passphrase = passphrases.get(i);
            // The passphrase as it was typed is the likeliest; each chunk is worth a try.
            int tried = i == 0 ? CHUNKS_TO_TRY : CHUNKS_FOR_VARIANTS;
            Optional<HeaderProof> proof =
                    chunks.stream()
                            .limit(tried)
                            .flatMap(chunk -> match(chunk, passphrase).stream())
                            .findFirst();
            if (proof.isPresent()) {
                return Optional.of(new Match(proof.get(), i));
            }
        }
        return Optional.empty();
    }

    /** Archives in the order of their first chunks' sizes. */
    public List<ChunkSequence> smallestArchives() {
        return archives()
                .sorted(
                        Comparator.comparingLong(
                                archive -> archive.chunks().getFirst().entry().size()))
                .limit(CHUNKS_TO_TRY)
                .toList();
    }

    /** A chunk's bytes, if they match their HMAC; nothing if it is larger than any that is. */
    public Optional<byte[]> authentic(Chunk chunk, DigestAlgorithm digest, Passphrase passphrase) {
        Optional<byte[]> bytes = entries.read(chunk.entry(), LARGEST_CHUNK);
        Optional<String> stored =
                chunk.proof()
                        .flatMap(proof -> entries.read(proof, HmacFile.MAX_SIZE))
                        .flatMap(HmacFile::parse);
        return bytes.filter(
                content -> {
                    DigestAlgorithm.Hmac hmac = digest.hmac(passphrase);
                    hmac.update(content, 0, content.length);
                    return HmacDigits.areEqual(hmac.finishHex(), stored.orElse(""));
                });
    }

    private Stream<ChunkSequence> archives() {
        return Archives.of(index, "", HmacFile.SUFFIX).sequences().stream();
    }

    private Stream<Chunk> smallest() {
        return archives()
                .flatMap(archive -> archive.chunks().stream())
                .filter(chunk -> chunk.proof().isPresent())
                .filter(chunk -> chunk.entry().size() <= LARGEST_TO_TRY)
                .sorted(Comparator.comparingLong(chunk -> chunk.entry().size()))
                .limit(CHUNKS_TO_TRY);
    }

    private Optional<HeaderProof> match(Chunk chunk, Passphrase passphrase) {
        Optional<byte[]> bytes = entries.read(chunk.entry(), LARGEST_TO_TRY);
        Optional<String> stored =
                chunk.proof()
                        .flatMap(proof -> entries.read(proof, HmacFile.MAX_SIZE))
                        .flatMap(HmacFile::parse);
        return bytes.isPresent() && stored.isPresent()
                ? HeaderProof.find(bytes.get(), stored.get(), passphrase)
                : Optional.empty();
    }
}
