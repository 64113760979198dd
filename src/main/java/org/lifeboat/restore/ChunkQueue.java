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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Loads the chunks of one archive in order, ahead of their use: while one is decoded, the next ones
 * are read and authenticated.
 */
final class ChunkQueue implements AutoCloseable {

    /** Milliseconds. */
    private static final long POLL = 100;

    private final ChunkSequence archive;
    private final ChunkLoading loading;
    private final Deque<CompletableFuture<Loaded>> inFlight = new ArrayDeque<>(2);
    private int started;
    private boolean isClosed;

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

    /** Looks at the wish to stop meanwhile: a drive that hangs never gives the chunk. */
    private Loaded await(CompletableFuture<Loaded> coming) {
        while (true) {
            try {
                return coming.get(POLL, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                loading.cancellation().check();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case RuntimeException unexpected -> throw unexpected;
                    case Error fatal -> throw fatal;
                    default -> throw new CompletionException(failed.getCause());
                }
            }
        }
    }

    /** This queue, or if it was closed on the way, one from the first chunk on. */
    ChunkQueue orAnother() {
        return isClosed ? new ChunkQueue(archive, loading) : this;
    }

    /**
     * Waits for chunks that are still being loaded, and releases their memory. Once the run was to
     * stop it does not wait for a drive that hangs.
     */
    @Override
    public void close() {
        isClosed = true;
        while (!inFlight.isEmpty()) {
            try {
                if (settled(inFlight.removeFirst()) instanceof Loaded.Authentic unused) {
                    unused.bytes().releaseAll(loading.memory());
                }
            } catch (TimeoutException | ExecutionException | CancellationException ended) {
                // Its loader let go of it, or never will.
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Loaded settled(CompletableFuture<Loaded> coming)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (!loading.cancellation().isRequested()) {
            try {
                return coming.get(POLL, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // Nobody is in a hurry.
            }
        }
        return coming.get(AutoEnd.PATIENCE, TimeUnit.MILLISECONDS);
    }
}
