package org.lifeboat.restore;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.restore.ChunkLoader.Loaded;

import java.io.InputStream;
import java.util.Optional;

/** Some chunks of an archive, read and authenticated once more. */
final class SegmentChunks implements BackupFormat.ChunkStreams, AutoCloseable {

    private final ChunkSequence archive;
    private final ChunkQueue queue;
    private final ChunkLoading loading;
    private ChunkBytes current = ChunkBytes.of(new byte[0]);
    private int given;

    /**
     * @param archive those chunks of it that the queue has
     */
    SegmentChunks(ChunkSequence archive, ChunkQueue queue, ChunkLoading loading) {
        this.archive = archive;
        this.queue = queue;
        this.loading = loading;
    }

    /**
     * @throws ProblemException if the next one is not authentic any more, or cannot be in its place
     */
    @Override
    public Optional<InputStream> next() throws ProblemException {
        loading.cancellation().check();
        if (given == archive.chunks().size()) {
            return Optional.empty();
        }
        given++;
        return Optional.of(
                switch (queue.next()) {
                    case Loaded.Authentic chunk -> {
                        current = chunk.bytes();
                        checkPlace(chunk);
                        yield chunk.decoder().open(current, loading.memory(), used -> {});
                    }
                    case Loaded.Failed failed -> throw new ProblemException(failed.reason());
                });
    }

    private void checkPlace(Loaded.Authentic chunk) throws ProblemException {
        Optional<Problem> problem =
                loading.places()
                        .problem(archive.path(), archive.chunks().get(given - 1), chunk.bytes());
        if (problem.isPresent()) {
            throw new ProblemException(problem.get());
        }
    }

    @Override
    public void close() {
        current.releaseAll(loading.memory());
        queue.close();
    }
}
