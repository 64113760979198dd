package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.Archives;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.Copies;
import org.lifeboat.archive.Proof;
import org.lifeboat.archive.Source;
import org.lifeboat.format.Authentication;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.header.HmacFile;
import org.lifeboat.header.SmallEntries;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.watch.Watch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what somebody named as copies are copies of one backup. Where each part has a stored HMAC
 * (formats 2 and 3), they have to have some in common; the header's does not count, since it may be
 * the same in all backups of one machine. In format 4 a key is made of the backup's id, so a part
 * that is authentic belongs to it.
 */
final class SameBackup {

    /** HMACs are small, and each is a movement of a drive's head. */
    private static final int MOST_COMPARED = 256;

    /** Keys take seconds. */
    private static final int MOST_AUTHENTICATED = 6;

    private static final int LARGEST_AUTHENTICATED = 128 << 20;

    private final Copies copies;
    private final BackupFormat format;
    private final Watch watch;

    SameBackup(Copies copies, BackupFormat format, Watch watch) {
        this.copies = copies;
        this.format = format;
        this.watch = watch;
    }

    /**
     * @throws FatalException if one is a copy of something else
     */
    void check() throws FatalException {
        for (int other = 1; other < copies.count(); other++) {
            boolean isSame = hasProofs() ? sharesProofs(other) : hasAuthenticPart(other);
            if (!isSame) {
                throw new FatalException(
                        new UnreadableBackup.OtherBackup(copies.source(other).name()));
            }
        }
    }

    private boolean hasProofs() {
        return chunks(copies.index()).stream().anyMatch(chunk -> chunk.proof().isPresent());
    }

    private List<Chunk> chunks(BackupIndex index) {
        return Archives.of(index, format.partSuffix(), HmacFile.SUFFIX).sequences().stream()
                .flatMap(archive -> archive.chunks().stream())
                .toList();
    }

    /** Of what is not encrypted some parts may be the same in two backups, but not most. */
    private boolean sharesProofs(int other) {
        Map<String, Proof> own = new HashMap<>();
        chunks(copies.index(0))
                .forEach(
                        chunk ->
                                chunk.proof()
                                        .ifPresent(proof -> own.put(chunk.entry().name(), proof)));
        List<Chunk> both =
                chunks(copies.index(other)).stream()
                        .filter(
                                chunk ->
                                        chunk.proof().isPresent()
                                                && own.containsKey(chunk.entry().name()))
                        .toList();
        if (both.isEmpty()) {
            return own.isEmpty() && hasAuthenticPart(other);
        }
        int step = Math.max(1, both.size() / MOST_COMPARED);
        int same = 0;
        int different = 0;
        for (int i = 0; i < both.size(); i += step) {
            Chunk chunk = both.get(i);
            Optional<String> ours =
                    StoredProofs.hmac(copies.source(0), own.get(chunk.entry().name()));
            Optional<String> theirs =
                    StoredProofs.hmac(copies.source(other), chunk.proof().orElseThrow());
            if (ours.isPresent() && theirs.isPresent()) {
                boolean isEqual = ours.equals(theirs);
                same += isEqual ? 1 : 0;
                different += isEqual ? 0 : 1;
            }
            if (same > 0 && format.header().encrypted()) {
                return true;
            }
        }
        return same > 0 && same > different;
    }

    private boolean hasAuthenticPart(int other) {
        Source source = copies.source(other);
        return chunks(copies.index(other)).stream()
                .sorted(
                        Comparator.comparing((Chunk chunk) -> !isOfCatalog(chunk))
                                .thenComparing(chunk -> chunk.entry().size()))
                .limit(MOST_AUTHENTICATED)
                .anyMatch(chunk -> isAuthentic(source, chunk));
    }

    private static boolean isOfCatalog(Chunk chunk) {
        return chunk.entry().name().startsWith(ArchivePath.CATALOG + ".");
    }

    private boolean isAuthentic(Source source, Chunk chunk) {
        Optional<byte[]> proof =
                chunk.proof()
                        .flatMap(
                                stored ->
                                        SmallEntries.read(
                                                source,
                                                stored.offset(),
                                                stored.size(),
                                                HmacFile.MAX_SIZE));
        return SmallEntries.read(
                        source, chunk.entry().offset(), chunk.entry().size(), LARGEST_AUTHENTICATED)
                .filter(
                        bytes ->
                                format.authenticate(chunk, ChunkBytes.of(bytes), proof, watch)
                                        instanceof Authentication.Authentic)
                .isPresent();
    }
}
