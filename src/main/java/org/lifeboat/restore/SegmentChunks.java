package org.lifeboat.restore;

import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.restore.ChunkLoader.Loaded;

import java.io.InputStream;
import java.util.Optional;

/** Some chunks of an archive, read and authenticated once more. */
final class SegmentChunks implements BackupFormat.ChunkStreams, AutoCloseable {

    private final int count;
    private final ChunkQueue queue;
    private final ChunkLoading loading;
    private ChunkBytes current = ChunkBytes.of(new byte[0]);
    private int given;

    /**
     * @param count how many chunks the queue has
     */
    SegmentChunks(int count, ChunkQueue queue, ChunkLoading loading) {
        this.count = count;
        this.queue = queue;
        this.loading = loading;
    }

    /**
     * @throws ProblemException if the next one is not authentic any more
     */
    @Override
    public Optional<InputStream> next() throws ProblemException {
        loading.cancellation().check();
        if (given == count) {
            return Optional.empty();
        }
        given++;
        return Optional.of(
                switch (queue.next()) {
                    case Loaded.Authentic chunk -> {
                        current = chunk.bytes();
                        yield chunk.decoder().open(current, loading.memory(), used -> {});
                    }
                    case Loaded.Failed failed -> throw new ProblemException(failed.reason());
                });
    }

    @Override
    public void close() {
        current.releaseAll(loading.memory());
        queue.close();
    }
}
