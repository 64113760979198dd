package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Checks that every chunk of an archive is there, and there once, as the archive is read. */
final class ChunkOrder {

    private static final int MOST_MISSING_LISTED = 1000;

    private final ChunkSequence archive;

    ChunkOrder(ChunkSequence archive) {
        this.archive = archive;
    }

    /** What is wrong at this position: a chunk that is there twice, or chunks missing before it. */
    Optional<Problem> problem(int position) {
        Chunk chunk = archive.chunks().get(position);
        if (archive.twice().contains(chunk.number())) {
            return Optional.of(new ChunkProblem.Twice(chunk.entry().name()));
        }
        int last = chunk.number() - 1;
        if (last < position) {
            return Optional.empty();
        }
        String first = archive.chunkName(position);
        return Optional.of(
                last == position
                        ? new ChunkProblem.Missing(first)
                        : new ChunkProblem.SeveralMissing(first, archive.chunkName(last)));
    }

    /** The chunks that are missing before this position, a thousand at most. */
    List<ChunkResult> missing(int position) {
        int end = archive.chunks().get(position).number();
        return IntStream.range(position, Math.min(end, position + MOST_MISSING_LISTED))
                .mapToObj(archive::chunkName)
                .map(ChunkOrder::missing)
                .toList();
    }

    private static ChunkResult missing(String name) {
        return new ChunkResult(
                name,
                ChunkVerdict.MISSING,
                0,
                Hmacs.NONE,
                Optional.of(new ChunkProblem.Missing(name)));
    }
}
