package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.format.BackupFormat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which authentic chunks of an archive are in their places, as far as can be seen. An HMAC of
 * formats 2 and 3 does not cover a chunk's name, and where a stream does not come to its end, no
 * checksum tells which place is the right one.
 */
final class PlacedChunks {

    private final List<String> verified;
    private final Set<String> placed;

    /**
     * @param results the verdicts on the archive's chunks
     */
    PlacedChunks(ChunkSequence archive, BackupFormat format, List<ChunkResult> results) {
        List<ChunkResult> authentic =
                results.stream().filter(chunk -> chunk.verdict() == ChunkVerdict.VERIFIED).toList();
        Map<String, Long> uses =
                authentic.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ChunkResult::storedHmac, Collectors.counting()));
        Set<String> unusual = ofUnusualSize(archive, format);
        verified = authentic.stream().map(ChunkResult::name).toList();
        placed =
                authentic.stream()
                        .filter(chunk -> uses.get(chunk.storedHmac()) == 1)
                        .map(ChunkResult::name)
                        .filter(Predicate.not(archive.repeated().names()::contains))
                        .filter(Predicate.not(unusual::contains))
                        .collect(Collectors.toSet());
    }

    /**
     * Where nothing else tells a chunk's place, one of another size in the middle may be another
     * archive's last one: of so little, garbage may be decoded without a fault.
     */
    private static Set<String> ofUnusualSize(ChunkSequence archive, BackupFormat format) {
        if (format.vouchesForPlaces()) {
            return Set.of();
        }
        ChunkPositions positions = new ChunkPositions(archive, format);
        return IntStream.range(0, archive.chunks().size())
                .filter(chunk -> !positions.isUsual(chunk))
                .mapToObj(chunk -> archive.chunks().get(chunk).entry().name())
                .collect(Collectors.toSet());
    }

    /** The names of those against whose places nothing speaks. */
    Set<String> names() {
        return placed;
    }

    /** The names of those that may belong elsewhere. */
    Set<String> elsewhere() {
        return verified.stream()
                .filter(Predicate.not(placed::contains))
                .collect(Collectors.toSet());
    }

    boolean contains(ChunkResult chunk) {
        return placed.contains(chunk.name());
    }
}
