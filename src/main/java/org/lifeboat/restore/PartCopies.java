package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.Copies;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.Proof;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Where else a part, and what vouches for it, may be had: in other copies of the backup. */
final class PartCopies {

    /** Parts before and behind one. */
    private static final int NEIGHBOURS = 16;

    private final Copies copies;

    PartCopies(Copies copies) {
        this.copies = copies;
    }

    boolean areAny() {
        return copies.count() > 1;
    }

    /** Others of the same size than the one that the chunk names. */
    List<OuterEntry> others(Chunk chunk) {
        OuterEntry own = chunk.entry();
        return copies.entries(own.name()).stream()
                .filter(entry -> entry.offset() != own.offset() && entry.size() == own.size())
                .toList();
    }

    /** Others than the one that the chunk names. */
    List<Proof> otherProofs(Chunk chunk) {
        return copies.proofs(chunk.entry().name()).stream()
                .filter(proof -> chunk.proof().filter(proof::equals).isEmpty())
                .toList();
    }

    /**
     * Whether no part near another one, in the same archive, has an HMAC in one copy that it does
     * not have in the others.
     *
     * @param hmac reads one; nothing if it makes no sense
     */
    boolean agreeAround(Chunk chunk, Function<Proof, Optional<String>> hmac) {
        String name = chunk.entry().name();
        String path = name.substring(0, name.lastIndexOf('.'));
        int first = Math.max(0, chunk.number() - NEIGHBOURS);
        return IntStream.rangeClosed(first, chunk.number() + NEIGHBOURS)
                .filter(number -> number != chunk.number())
                .mapToObj(number -> path + ".%03d".formatted(number))
                .allMatch(
                        neighbour ->
                                copies.proofs(neighbour).stream()
                                                .flatMap(proof -> hmac.apply(proof).stream())
                                                .distinct()
                                                .count()
                                        <= 1);
    }

    /** The name of the copy that a position is in; nothing if that is the backup itself. */
    Optional<String> name(long position) {
        int copy = copies.at(position);
        return copy == 0 ? Optional.empty() : Optional.of(copies.source(copy).name());
    }
}
