package org.lifeboat.format;

import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Entry;
import org.lifeboat.archive.FileKind;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.DigestAlgorithm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.crypto.ScryptHeader;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.header.HeaderProof;
import org.lifeboat.header.HmacFile;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.problem.UnreadableBackup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies a backup's header and finds its format. The header is read only after it was verified.
 */
public final class BackupFormats {

    /**
     * Chunks that are tried where the header fails, to tell whether the passphrase is right all the
     * same.
     */
    private static final int CHUNKS_TO_TRY = 8;

    private static final long LARGEST_TO_TRY = 4 << 20;

    private static final String CATALOG = "qubes.xml.000";

    private static final Pattern DIGEST_IN_HMAC_LINE =
            Pattern.compile("(?:HMAC-)?([A-Za-z0-9-]+)\\(stdin\\)");

    private final Source source;
    private final BackupIndex index;
    private final List<Passphrase> passphrases;

    private BackupFormats(Source source, BackupIndex index, List<Passphrase> passphrases) {
        this.source = source;
        this.index = index;
        this.passphrases = passphrases;
    }

    /** A format, and which of the passphrases that were tried opened it. */
    public record Opened(BackupFormat format, int passphrase) {}

    /**
     * Whether it looks like a backup, before any passphrase is known.
     *
     * @throws FatalException if it does not; tells what it is instead
     */
    public static void checkIsBackup(Source source, BackupIndex index)
            throws IOException, FatalException {
        boolean isBackup =
                index.entry(BackupHeader.NAME).isPresent()
                        || index.entry(CATALOG).isPresent()
                        || index.entry(CATALOG + Format4.SUFFIX).isPresent();
        if (!isBackup) {
            throw new FatalException(new UnreadableBackup.NotABackup(FileKind.of(source)));
        }
    }

    /**
     * @param passphrases tried in order; they stay the caller's, and the format keeps a copy of the
     *     right one until it is closed
     * @throws FatalException if it is no backup, no passphrase matches, or this version cannot read
     *     it
     */
    public static Opened open(Source source, BackupIndex index, List<Passphrase> passphrases)
            throws IOException, FatalException {
        checkIsBackup(source, index);
        return new BackupFormats(source, index, passphrases).open();
    }

    private Opened open() throws IOException, FatalException {
        Optional<Entry> headerEntry = index.entry(BackupHeader.NAME);
        if (headerEntry.isEmpty()) {
            return withoutHeader();
        }
        byte[] header =
                read(headerEntry.get(), BackupHeader.MAX_SIZE)
                        .orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
        byte[] hmacFile =
                index.entry(BackupHeader.NAME + HmacFile.SUFFIX)
                        .flatMap(entry -> read(entry, HmacFile.MAX_SIZE))
                        .orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
        if (ScryptHeader.hasMagic(hmacFile)) {
            return new Format4Opener(header, hmacFile).open(passphrases);
        }
        String stored =
                HmacFile.parse(hmacFile)
                        .orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
        for (int i = 0; i < passphrases.size(); i++) {
            Optional<HeaderProof> proof = HeaderProof.find(header, stored, passphrases.get(i));
            if (proof.isPresent()) {
                return new Opened(
                        format(BackupHeader.parse(header), proof.get(), passphrases.get(i)), i);
            }
        }
        throw mismatch(hmacFile);
    }

    /**
     * Backups of R2's betas have none: SHA1, and what the list of VMs looks like, are all there is.
     * Its HMAC is the one that has to match.
     */
    private Opened withoutHeader() throws FatalException {
        Entry entry =
                index.entry(CATALOG)
                        .orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
        byte[] catalog =
                read(entry, (int) LARGEST_TO_TRY)
                        .orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
        String stored =
                index.entry(CATALOG + HmacFile.SUFFIX)
                        .flatMap(hmac -> read(hmac, HmacFile.MAX_SIZE))
                        .flatMap(HmacFile::parse)
                        .orElseThrow(() -> new FatalException(new HeaderMismatch.WithoutHmac()));
        for (int i = 0; i < passphrases.size(); i++) {
            Optional<HeaderProof> proof = HeaderProof.find(catalog, stored, passphrases.get(i));
            if (proof.isPresent()) {
                if (proof.get().digest() != Format2.DEFAULT_DIGEST) {
                    throw new FatalException(new HeaderMismatch.HeaderOnly());
                }
                return new Opened(
                        Format2.openWithoutHeader(catalog, proof.get(), passphrases.get(i)), i);
            }
        }
        throw new FatalException(new HeaderMismatch.PassphraseOrHeader());
    }

    private static BackupFormat format(
            BackupHeader header, HeaderProof proof, Passphrase passphrase) throws FatalException {
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
        return switch (header.version()) {
            case Format2.VERSION -> Format2.open(header, proof, passphrase);
            case Format3.VERSION -> Format3.open(header, proof, passphrase);
            default ->
                    throw new FatalException(
                            new UnreadableBackup.UnknownVersion(String.valueOf(header.version())));
        };
    }

    /**
     * Why nothing matches: a digest that is not to be had, a damaged header, or most likely the
     * passphrase.
     */
    private FatalException mismatch(byte[] hmacFile) throws IOException {
        Matcher line =
                DIGEST_IN_HMAC_LINE.matcher(new String(hmacFile, StandardCharsets.ISO_8859_1));
        if (line.find() && DigestAlgorithm.named(line.group(1)).isEmpty()) {
            return new FatalException(new UnreadableBackup.UnknownDigest(line.group(1)));
        }
        return anotherChunkMatches()
                ? new FatalException(new HeaderMismatch.HeaderOnly())
                : new FatalException(new HeaderMismatch.PassphraseOrHeader());
    }

    private boolean anotherChunkMatches() {
        List<Chunk> smallest =
                ChunkSequence.group(index.entries(), "", HmacFile.SUFFIX).stream()
                        .flatMap(sequence -> sequence.chunks().stream())
                        .filter(
                                chunk ->
                                        chunk.proof().isPresent()
                                                && chunk.entry().size() <= LARGEST_TO_TRY)
                        .sorted(Comparator.comparingLong(chunk -> chunk.entry().size()))
                        .limit(CHUNKS_TO_TRY)
                        .toList();
        return smallest.stream().anyMatch(this::matches);
    }

    private boolean matches(Chunk chunk) {
        Optional<byte[]> bytes = read(chunk.entry(), (int) LARGEST_TO_TRY);
        Optional<String> stored =
                read(chunk.proof().orElseThrow(), HmacFile.MAX_SIZE).flatMap(HmacFile::parse);
        return bytes.isPresent()
                && stored.isPresent()
                && HeaderProof.find(bytes.get(), stored.get(), passphrases.getFirst()).isPresent();
    }

    /** A small entry whole, or nothing if it is too large, cut off or cannot be read. */
    private Optional<byte[]> read(Entry entry, int largest) {
        if (entry.isCutOff() || entry.size() > largest) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) entry.size()];
        try {
            source.read(entry.offset(), ByteBuffer.wrap(bytes));
            return Optional.of(bytes);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
