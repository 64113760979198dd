package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.restore.ChunkLoader.Loaded;
import org.lifeboat.watch.Watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Loads the chunks of one archive in order, ahead of their use: while one is decoded, the next ones
 * are read and authenticated.
 */
final class ChunkQueue implements AutoCloseable {

    private final ChunkSequence archive;
    private final ChunkLoading loading;
    private final Deque<CompletableFuture<Loaded>> inFlight = new ArrayDeque<>(2);
    private int started;

    ChunkQueue(ChunkSequence archive, ChunkLoading loading) {
        this(archive, loading, 0);
    }

    /**
     * @param first position of the first chunk that is loaded
     */
    ChunkQueue(ChunkSequence archive, ChunkLoading loading, int first) {
        this.archive = archive;
        this.loading = loading;
        this.started = first;
    }

    /**
     * Loads the first chunk into memory that the caller has taken, and returns it; {@link #next}
     * will return it again.
     *
     * @param goOn whether the next chunks are to be loaded meanwhile
     * @throws CancellationException if it was to stop
     */
    Loaded first(List<byte[]> pieces, boolean goOn) {
        start(pieces);
        if (goOn) {
            startMore();
        }
        return await(inFlight.getFirst());
    }

    /**
     * The next chunk; others are kept coming behind it. Waits for memory, and for the chunk.
     *
     * @throws CancellationException if it was to stop; the chunk was passed over then
     */
    Loaded next() {
        if (inFlight.isEmpty()) {
            Chunk chunk = archive.chunks().get(started);
            try {
                start(loading.memory().take(chunk.entry(), loading.cancellation()));
            } catch (ProblemException tooLarge) {
                started++;
                return unread(chunk, tooLarge.problem());
            } catch (CancellationException wished) {
                started++;
                throw wished;
            }
        }
        startMore();
        return await(inFlight.removeFirst());
    }

    /** The result for a chunk that was not read. */
    static Loaded unread(Chunk chunk, Problem why) {
        return new Loaded.Failed(
                new ChunkResult(
                        chunk.entry().name(),
                        ChunkVerdict.UNREAD,
                        chunk.entry().size(),
                        Hmacs.NONE,
                        Optional.of(why)),
                why);
    }

    private void startMore() {
        while (started < archive.chunks().size() && inFlight.size() <= loading.ahead()) {
            Optional<List<byte[]>> pieces =
                    loading.memory().takeIfFree(archive.chunks().get(started).entry());
            if (pieces.isEmpty()) {
                return;
            }
            start(pieces.get());
        }
    }

    private void start(List<byte[]> pieces) {
        Chunk chunk = archive.chunks().get(started);
        int index = loading.progress().indexOf(archive, started);
        started++;
        Watch watch = loading.progress().watch(index, loading.cancellation());
        inFlight.addLast(
                CompletableFuture.supplyAsync(
                        () -> {
                            Loaded loaded =
                                    loading.loader().load(chunk, pieces, loading.memory(), watch);
                            loading.progress().enter(index, state(loaded));
                            return loaded;
                        },
                        loading.threads()));
    }

    private static ChunkState state(Loaded loaded) {
        return switch (loaded) {
            case Loaded.Authentic authentic -> ChunkState.AUTHENTIC;
            case Loaded.Failed failed -> ChunkState.FAILED;
        };
    }

    private static Loaded await(CompletableFuture<Loaded> loading) {
        try {
            return loading.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof CancellationException wished) {
                throw wished;
            }
            throw failed;
        }
    }

    /** Waits for chunks that are still being loaded, and releases their memory. */
    @Override
    public void close() {
        while (!inFlight.isEmpty()) {
            try {
                if (inFlight.removeFirst().join() instanceof Loaded.Authentic unused) {
                    unused.bytes().releaseAll(loading.memory());
                }
            } catch (CompletionException | CancellationException ended) {
                // Its loader let go of it.
            }
        }
    }
}
