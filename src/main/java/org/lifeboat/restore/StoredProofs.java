package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Proof;
import org.lifeboat.archive.Source;
import org.lifeboat.header.HmacFile;
import org.lifeboat.header.SmallEntries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether chunks that an earlier run verified are those of this backup still: two backups of one
 * machine that are not encrypted may differ in nothing but a few middle parts.
 */
final class StoredProofs {

    private final Source source;

    StoredProofs(Source source) {
        this.source = source;
    }

    /**
     * @param earlier of chunks of the archive
     * @return false if one of them has another HMAC in this backup; what cannot be read says
     *     nothing
     */
    boolean match(ChunkSequence archive, List<ChunkResult> earlier) {
        Map<String, Proof> proofs = new HashMap<>();
        for (Chunk chunk : archive.chunks()) {
            chunk.proof().ifPresent(proof -> proofs.put(chunk.entry().name(), proof));
        }
        return earlier.stream()
                .allMatch(
                        chunk ->
                                Optional.ofNullable(proofs.get(chunk.name()))
                                        .flatMap(proof -> hmac(source, proof))
                                        .map(chunk.storedHmac()::equals)
                                        .orElse(true));
    }

    /** What an entry that vouches for a chunk says; nothing if it makes no sense. */
    static Optional<String> hmac(Source source, Proof proof) {
        return SmallEntries.read(source, proof.offset(), proof.size(), HmacFile.MAX_SIZE)
                .flatMap(HmacFile::parse);
    }
}
