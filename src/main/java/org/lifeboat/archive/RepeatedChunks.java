package org.lifeboat.archive;

import org.lifeboat.problem.Problem;

import java.util.List;
import java.util.Set;

/**
 * Chunks of one archive whose bytes are those of another chunk as well, so that nobody can tell
 * whether they are in their place.
 *
 * @param names all of them
 * @param problems what is to be told of them, in the order of the chunks; of many, of the first
 */
public record RepeatedChunks(Set<String> names, List<Problem> problems) {

    public static final RepeatedChunks NONE = new RepeatedChunks(Set.of(), List.of());

    public RepeatedChunks {
        names = Set.copyOf(names);
        problems = List.copyOf(problems);
    }

    public boolean contains(Chunk chunk) {
        return names.contains(chunk.entry().name());
    }
}
