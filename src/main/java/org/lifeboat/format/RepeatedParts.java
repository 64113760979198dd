package org.lifeboat.format;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.Archives;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Proof;
import org.lifeboat.archive.RepeatedChunks;
import org.lifeboat.archive.Source;
import org.lifeboat.header.HmacFile;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Formats 2 and 3: parts with the same stored HMAC and size are one part that was used twice. An
 * HMAC does not cover its part's name, so such a part is authentic in both places, and nobody can
 * tell which is the right one.
 */
final class RepeatedParts {

    /** What tells a part's bytes from others. */
    private record Fingerprint(String hmac, long size) {}

    /** Of one archive. */
    private static final int MOST_TOLD = 20;

    private final Source source;
    private final boolean isEncrypted;
    private final Map<Fingerprint, List<String>> names = new HashMap<>();
    private final Map<String, Fingerprint> fingerprints = new HashMap<>();

    private RepeatedParts(Source source, boolean isEncrypted) {
        this.source = source;
        this.isEncrypted = isEncrypted;
    }

    /** The same archives, each with the parts of it that are elsewhere, too. */
    static Archives marked(Archives archives, Source source, boolean isEncrypted) {
        RepeatedParts parts = new RepeatedParts(source, isEncrypted);
        archives.sequences().stream()
                .filter(RepeatedParts::isCompared)
                .flatMap(archive -> archive.chunks().stream())
                .forEach(parts::note);
        return new Archives(
                archives.sequences().stream().map(parts::mark).toList(), archives.traces());
    }

    /** The list of VMs is not: where another part is in its place, the list alone is lost. */
    private static boolean isCompared(ChunkSequence archive) {
        return !archive.path().equals(ArchivePath.CATALOG);
    }

    private void note(Chunk chunk) {
        chunk.proof()
                .flatMap(this::stored)
                .ifPresent(
                        hmac -> {
                            String name = chunk.entry().name();
                            Fingerprint print = new Fingerprint(hmac, chunk.entry().size());
                            fingerprints.put(name, print);
                            names.computeIfAbsent(print, first -> new ArrayList<>(1)).add(name);
                        });
    }

    private Optional<String> stored(Proof proof) {
        if (proof.isCutOff() || proof.size() > HmacFile.MAX_SIZE) {
            return Optional.empty();
        }
        byte[] content = new byte[(int) proof.size()];
        try {
            source.read(proof.offset(), ByteBuffer.wrap(content));
        } catch (IOException unreadable) {
            // Then its part cannot be authenticated.
            return Optional.empty();
        }
        return HmacFile.parse(content);
    }

    private ChunkSequence mark(ChunkSequence archive) {
        if (!isCompared(archive)) {
            return archive;
        }
        List<String> repeated =
                archive.chunks().stream()
                        .map(chunk -> chunk.entry().name())
                        .filter(name -> other(name).isPresent())
                        .toList();
        List<Problem> told =
                repeated.stream()
                        .limit(MOST_TOLD)
                        .flatMap(name -> other(name).map(other -> problem(name, other)).stream())
                        .toList();
        return archive.with(new RepeatedChunks(Set.copyOf(repeated), told));
    }

    private Optional<String> other(String name) {
        return Optional.ofNullable(fingerprints.get(name))
                .flatMap(
                        print ->
                                names.get(print).stream()
                                        .filter(other -> !other.equals(name))
                                        .findFirst());
    }

    /** What is encrypted never comes out the same twice, even if it was. */
    private Problem problem(String name, String other) {
        return isEncrypted
                ? new ChunkProblem.UsedTwice(name, other)
                : new ChunkProblem.UsedTwiceOrAlike(name, other);
    }
}
