package org.lifeboat.archive;

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

/**
 * The chunks of one archive in the order of their numbers, which is not always the order of the
 * file.
 *
 * @param chunks numbers rise; where one is missing the next follows
 * @param twice numbers for which the backup holds more than one entry
 */
public record ChunkSequence(ArchivePath path, List<Chunk> chunks, Set<Integer> twice) {

    public ChunkSequence {
        chunks = List.copyOf(chunks);
        twice = Set.copyOf(twice);
    }

    /** Bytes that the chunks have in the backup. */
    public long storedBytes() {
        return chunks.stream().mapToLong(chunk -> chunk.entry().size()).sum();
    }

    /** The first number that is missing below the highest, if any. */
    public OptionalInt firstGap() {
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).number() != i) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * How an entry name of chunk {@code number} of this archive begins; a format's suffix may
     * follow.
     */
    public String chunkName(int number) {
        return path + ".%03d".formatted(number);
    }

    /**
     * Groups entries {@code PATH.NNN + chunkSuffix} by their path, in the order in which each path
     * first occurs.
     *
     * @param chunkSuffix what follows the number in a chunk's name, may be empty
     * @param proofSuffix what the name of a chunk's proof adds to that, empty where chunks have
     *     none
     */
    public static List<ChunkSequence> group(
            List<Entry> entries, String chunkSuffix, String proofSuffix) {
        Map<String, Entry> proofs = new HashMap<>();
        if (!proofSuffix.isEmpty()) {
            for (Entry entry : entries) {
                if (entry.name().endsWith(proofSuffix)) {
                    proofs.putIfAbsent(entry.name(), entry);
                }
            }
        }
        Map<String, Builder> builders = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (!entry.name().endsWith(chunkSuffix)) {
                continue;
            }
            String numbered =
                    entry.name().substring(0, entry.name().length() - chunkSuffix.length());
            OptionalInt number = number(numbered);
            if (number.isPresent()) {
                Optional<Entry> proof =
                        proofSuffix.isEmpty()
                                ? Optional.empty()
                                : Optional.ofNullable(proofs.get(entry.name() + proofSuffix));
                builders.computeIfAbsent(
                                numbered.substring(0, numbered.lastIndexOf('.')),
                                path -> new Builder())
                        .add(new Chunk(number.getAsInt(), entry, proof));
            }
        }
        List<ChunkSequence> sequences = new ArrayList<>();
        builders.forEach((path, builder) -> sequences.add(builder.build(ArchivePath.of(path))));
        return sequences;
    }

    /**
     * The number at a name's end as {@code %03d} writes it: {@code .000} to {@code .999}, then
     * {@code .1000}.
     */
    private static OptionalInt number(String name) {
        int dot = name.lastIndexOf('.');
        String digits = name.substring(dot + 1);
        boolean canonical = digits.matches("[0-9]{3}|[1-9][0-9]{3,6}");
        return dot > 0 && canonical
                ? OptionalInt.of(Integer.parseInt(digits))
                : OptionalInt.empty();
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
            return new ChunkSequence(path, List.copyOf(chunks.values()), twice);
        }
    }
}
