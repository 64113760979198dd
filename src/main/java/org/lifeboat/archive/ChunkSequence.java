package org.lifeboat.archive;

import java.util.List;
import java.util.Set;

/**
 * The chunks of one archive in the order of their numbers, which is not always the order of the
 * file.
 *
 * @param chunks one or more; numbers rise, and where one is missing the next follows
 * @param twice numbers for which the backup holds more than one entry
 * @param repeated those of the chunks that another one is alike
 */
public record ChunkSequence(
        ArchivePath path, List<Chunk> chunks, Set<Integer> twice, RepeatedChunks repeated) {

    public ChunkSequence {
        chunks = List.copyOf(chunks);
        twice = Set.copyOf(twice);
    }

    /** Bytes that the chunks have in the backup. */
    public long storedBytes() {
        return chunks.stream().mapToLong(chunk -> chunk.entry().size()).sum();
    }

    /**
     * How an entry name of chunk {@code number} of this archive begins; a format's suffix may
     * follow.
     */
    public String chunkName(int number) {
        return path + ".%03d".formatted(number);
    }

    /** The same with what was found out about repeated chunks. */
    public ChunkSequence with(RepeatedChunks found) {
        return new ChunkSequence(path, chunks, twice, found);
    }
}
