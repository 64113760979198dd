package org.lifeboat.format;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.problem.Problem;

import java.util.Optional;

/**
 * Whether authentic parts can be where they are. An HMAC of formats 2 and 3 does not cover a part's
 * name, so what vouches for the bytes says nothing of their place. Safe for use by several threads.
 */
@FunctionalInterface
public interface PartPlaces {

    /** Where something else vouches for the places, or nothing can be seen. */
    PartPlaces UNQUESTIONED = (archive, chunk, authentic) -> Optional.empty();

    /**
     * @param archive that the part is named after
     * @param authentic the part's bytes, none of them released; they stay the caller's
     * @return why it cannot be in its place, if so
     */
    Optional<Problem> problem(ArchivePath archive, Chunk chunk, ChunkBytes authentic);
}
