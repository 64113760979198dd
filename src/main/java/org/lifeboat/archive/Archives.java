package org.lifeboat.archive;

import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.IndexProblem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The archives of a backup.
 *
 * @param sequences in the order in which each path first occurs
 * @param traces of what is lost: those of the index, and proofs without their chunks
 */
public record Archives(List<ChunkSequence> sequences, List<Trace> traces) {

    public Archives {
        sequences = List.copyOf(sequences);
        traces = List.copyOf(traces);
    }

    /**
     * Groups entries {@code PATH.NNN + chunkSuffix} by their path.
     *
     * @param chunkSuffix what follows the number in a chunk's name, may be empty
     * @param proofSuffix what the name of a chunk's proof adds to that, empty where chunks have
     *     none
     */
    public static Archives of(BackupIndex index, String chunkSuffix, String proofSuffix) {
        Map<String, Proof> proofs = new LinkedHashMap<>();
        if (!proofSuffix.isEmpty()) {
            for (OuterEntry entry : index.entries()) {
                if (entry.name().endsWith(proofSuffix)) {
                    proofs.putIfAbsent(
                            EntryNames.without(entry.name(), proofSuffix), Proof.of(entry));
                }
            }
        }
        Map<String, Builder> builders = new LinkedHashMap<>();
        for (OuterEntry entry : index.entries()) {
            String numbered = EntryNames.without(entry.name(), chunkSuffix);
            OptionalInt number = EntryNames.number(numbered);
            if (entry.name().endsWith(chunkSuffix) && number.isPresent()) {
                Optional<Proof> proof = Optional.ofNullable(proofs.get(entry.name()));
                builders.computeIfAbsent(
                                numbered.substring(0, numbered.lastIndexOf('.')),
                                path -> new Builder())
                        .add(new Chunk(number.getAsInt(), entry, proof));
            }
        }
        List<ChunkSequence> sequences = new ArrayList<>();
        Map<String, String> archiveNames = new HashMap<>();
        builders.forEach((path, builder) -> sequences.add(builder.build(path(path, archiveNames))));
        List<Trace> traces = traces(index, sequences, proofs);
        index.entries().stream()
                .filter(entry -> isUnknown(entry.name(), chunkSuffix, proofSuffix))
                .forEach(
                        entry ->
                                traces.add(
                                        new Trace(
                                                entry.offset(),
                                                entry.name(),
                                                new IndexProblem.UnknownEntry(entry.name()))));
        return new Archives(sequences, traces);
    }

    /** A few names, {@code private.img} first, are those of nearly all archives: each once. */
    private static ArchivePath path(String path, Map<String, String> names) {
        ArchivePath parsed = ArchivePath.of(path);
        return new ArchivePath(parsed.folder(), names.computeIfAbsent(parsed.name(), name -> name));
    }

    /** Whether it is in a folder of a backup and nothing that a backup's entries are. */
    private static boolean isUnknown(String name, String chunkSuffix, String proofSuffix) {
        String suffixed = EntryNames.without(name, proofSuffix);
        boolean isChunk =
                suffixed.endsWith(chunkSuffix)
                        && EntryNames.number(EntryNames.without(suffixed, chunkSuffix)).isPresent();
        return !isChunk && !EntryNames.folder(name).isEmpty();
    }

    private static List<Trace> traces(
            BackupIndex index, List<ChunkSequence> sequences, Map<String, Proof> proofs) {
        Set<String> known = new TreeSet<>();
        index.entries().forEach(entry -> known.add(entry.name()));
        index.traces().forEach(trace -> known.add(trace.entry()));
        Map<ArchivePath, ChunkSequence> byPath =
                sequences.stream().collect(Collectors.toMap(ChunkSequence::path, s -> s));
        List<Trace> traces = new ArrayList<>(index.traces());
        for (Map.Entry<String, Proof> proven : proofs.entrySet()) {
            String chunk = proven.getKey();
            OptionalInt number = EntryNames.number(chunk);
            if (number.isEmpty() || known.contains(chunk)) {
                continue;
            }
            ChunkSequence sequence = byPath.get(EntryNames.archive(chunk));
            // If chunks follow a missing one, its archive reports it.
            if (sequence == null || sequence.chunks().getLast().number() < number.getAsInt()) {
                long position = proven.getValue().offset();
                traces.add(new Trace(position, chunk, new ChunkProblem.Missing(chunk)));
            }
        }
        return traces;
    }

    private static final class Builder {
        private final Map<Integer, Chunk> chunks = new TreeMap<>();
        private final Set<Integer> twice = new TreeSet<>();

        private void add(Chunk chunk) {
            if (chunks.putIfAbsent(chunk.number(), chunk) != null) {
                twice.add(chunk.number());
            }
        }

        private ChunkSequence build(ArchivePath path) {
            return new ChunkSequence(
                    path, List.copyOf(chunks.values()), twice, RepeatedChunks.NONE);
        }
    }
}
