package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Gives the chunks of one archive to its decoder, in order, while the next ones are already being
 * read and authenticated. The first chunk that is not authentic ends the archive; {@link
 * #authenticateRest} then still tells the verdict on the others.
 */
final class ChunkPipeline implements BackupFormat.ChunkStreams, AutoCloseable {

    private static final int MOST_MISSING_LISTED = 1000;

    /** Bytes of a chunk that are enough to see the first member's header in all but odd cases. */
    private static final int HEAD = 1 << 20;

    private final ChunkSequence archive;
    private final ChunkLoader loader;
    private final ChunkMemory memory;
    private final Executor loaders;
    private final int ahead;
    private final Progress progress;
    private final Cancellation cancellation;
    private final Deque<CompletableFuture<ChunkLoader.Loaded>> inFlight = new ArrayDeque<>();
    private final List<ChunkResult> results = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private ChunkBytes current = ChunkBytes.of(new byte[0]);
    private int started;
    private int given;
    private long decoded;
    private boolean broken;

    /**
     * @param ahead chunks that may be loaded before they are asked for
     */
    ChunkPipeline(
            ChunkSequence archive,
            ChunkLoader loader,
            ChunkMemory memory,
            Executor loaders,
            int ahead,
            Progress progress,
            Cancellation cancellation) {
        this.archive = archive;
        this.loader = loader;
        this.memory = memory;
        this.loaders = loaders;
        this.ahead = ahead;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** The verdicts so far, in the order of the chunks. */
    List<ChunkResult> results() {
        return results;
    }

    /** What is to be told about chunks. */
    List<Problem> problems() {
        return problems;
    }

    @Override
    public Optional<InputStream> next() throws IOException {
        cancellation.check();
        endDecodingOfPrevious();
        if (given == archive.chunks().size()) {
            return Optional.empty();
        }
        Chunk chunk = archive.chunks().get(given);
        if (chunk.number() != given || archive.twice().contains(chunk.number())) {
            throw brokenOrder(chunk);
        }
        ChunkLoader.Loaded loaded = load();
        int index = progress.indexOf(archive, given);
        given++;
        record(loaded, index);
        if (!loaded.isAuthentic()) {
            throw brokenBy(loaded.result());
        }
        progress.enter(index, ChunkState.DECODING);
        current = loaded.bytes();
        InputStream plain =
                loaded.decoder()
                        .open(
                                current,
                                memory,
                                count -> {
                                    progress.moved(index, count);
                                    progress.decoded(count);
                                    decoded += count;
                                });
        return Optional.of(new CancellableInputStream(plain, cancellation));
    }

    /** Hours of content may be made of one chunk, so what is made of it looks at the wish, too. */
    InputStream cancellable(InputStream content) {
        return new CancellableInputStream(content, cancellation);
    }

    /**
     * Loads the first chunk and shows how the archive begins, before anything else is asked of this
     * pipeline. The chunk stays in memory for {@link #next}, unless {@link #forget} is called.
     *
     * @param pieces memory for the first chunk
     * @param goOn whether the next chunks are to be loaded meanwhile
     * @return nothing if the chunk is not authentic
     */
    Optional<InputStream> peek(List<byte[]> pieces, boolean goOn) throws ProblemException {
        start(pieces);
        if (goOn) {
            startMore();
        }
        ChunkLoader.Loaded first = await(inFlight.getFirst());
        if (!first.isAuthentic()) {
            return Optional.empty();
        }
        int length = (int) Math.min(HEAD, first.bytes().size());
        ChunkBytes head = ChunkBytes.of(first.bytes().copy(0, length));
        return Optional.of(first.decoder().open(head, piece -> {}, count -> {}));
    }

    /** Undoes {@link #peek}. */
    void forget() {
        close();
        started = 0;
        progress.enter(progress.indexOf(archive, 0), ChunkState.WAITING);
    }

    ChunkSequence archive() {
        return archive;
    }

    private void endDecodingOfPrevious() {
        if (given > 0) {
            progress.enter(progress.indexOf(archive, given - 1), ChunkState.DECODED);
        }
    }

    /** The next chunk; keeps others coming behind it. */
    private ChunkLoader.Loaded load() throws ProblemException {
        if (inFlight.isEmpty()) {
            Chunk chunk = archive.chunks().get(started);
            start(memory.take(chunk.entry().name(), chunk.entry().present(), cancellation));
        }
        startMore();
        return await(inFlight.removeFirst());
    }

    private void startMore() {
        while (started < archive.chunks().size() && inFlight.size() <= ahead) {
            Optional<List<byte[]>> pieces =
                    memory.takeIfFree(archive.chunks().get(started).entry().present());
            if (pieces.isEmpty()) {
                return;
            }
            start(pieces.get());
        }
    }

    private void start(List<byte[]> pieces) {
        int position = started++;
        Chunk chunk = archive.chunks().get(position);
        ChunkLoader.Watcher watcher = new ProgressWatcher(progress.indexOf(archive, position));
        inFlight.addLast(
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                ChunkLoader.Loaded loaded =
                                        loader.load(chunk, pieces, memory, watcher);
                                watcher.enter(state(loaded));
                                return loaded;
                            } catch (ProblemException cancelled) {
                                throw new CompletionException(cancelled);
                            }
                        },
                        loaders));
    }

    private static ChunkLoader.Loaded await(CompletableFuture<ChunkLoader.Loaded> loading)
            throws ProblemException {
        try {
            return loading.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw failed;
        }
    }

    private void record(ChunkLoader.Loaded loaded, int index) {
        results.add(loaded.result());
        progress.authenticated(loaded.result().size());
        progress.enter(index, state(loaded));
        loaded.result().problem().ifPresent(problems::add);
    }

    private static ChunkState state(ChunkLoader.Loaded loaded) {
        return loaded.isAuthentic() ? ChunkState.AUTHENTIC : ChunkState.FAILED;
    }

    private ProblemException brokenBy(ChunkResult result) {
        broken = true;
        return new ProblemException(
                result.problem().orElseGet(() -> new ChunkProblem.Failed(result.name())));
    }

    private ProblemException brokenOrder(Chunk chunk) {
        broken = true;
        if (archive.twice().contains(chunk.number())) {
            return told(new ChunkProblem.Twice(chunk.entry().name()));
        }
        int last = chunk.number() - 1;
        for (int missing = given;
                missing <= last && missing < given + MOST_MISSING_LISTED;
                missing++) {
            results.add(
                    new ChunkResult(
                            archive.chunkName(missing),
                            ChunkResult.Verdict.MISSING,
                            0,
                            "",
                            "",
                            Optional.of(new ChunkProblem.Missing(archive.chunkName(missing)))));
        }
        return told(
                given == last
                        ? new ChunkProblem.Missing(archive.chunkName(given))
                        : new ChunkProblem.SeveralMissing(
                                archive.chunkName(given), archive.chunkName(last)));
    }

    private ProblemException told(Problem problem) {
        problems.add(problem);
        return new ProblemException(problem);
    }

    /** Whether the archive ended because of its chunks; the problem was told then. */
    boolean isBroken() {
        return broken;
    }

    /**
     * After the archive's end: the verdicts on the chunks that were not given out, so that a report
     * knows all. When cancelled they are left unread.
     */
    void authenticateRest() {
        abandonCurrent();
        while (given < archive.chunks().size()) {
            int index = progress.indexOf(archive, given);
            Chunk chunk = archive.chunks().get(given);
            try {
                cancellation.check();
                ChunkLoader.Loaded loaded = load();
                record(loaded, index);
                if (loaded.isAuthentic()) {
                    loaded.bytes().releaseAll(memory);
                    progress.enter(index, ChunkState.LEFT);
                }
            } catch (ProblemException unread) {
                progress.enter(index, ChunkState.LEFT);
                results.add(
                        new ChunkResult(
                                chunk.entry().name(),
                                ChunkResult.Verdict.UNREAD,
                                chunk.entry().size(),
                                "",
                                "",
                                Optional.of(unread.problem())));
                if (unread.problem() instanceof ChunkProblem.TooLarge) {
                    problems.add(unread.problem());
                    started++;
                }
            }
            given++;
        }
        close();
        progress.decoded(archive.storedBytes() - decoded);
    }

    private void abandonCurrent() {
        current.releaseAll(memory);
        if (given > 0
                && progress.state(progress.indexOf(archive, given - 1)) == ChunkState.DECODING) {
            progress.enter(progress.indexOf(archive, given - 1), ChunkState.LEFT);
        }
    }

    /** Waits for what is still being loaded and lets go of all memory. */
    @Override
    public void close() {
        abandonCurrent();
        while (!inFlight.isEmpty()) {
            try {
                ChunkLoader.Loaded loaded = inFlight.removeFirst().join();
                if (loaded.isAuthentic()) {
                    loaded.bytes().releaseAll(memory);
                }
            } catch (CompletionException cancelled) {
                // Its loader let go of it.
            }
        }
    }

    private final class ProgressWatcher implements ChunkLoader.Watcher {
        private final int index;

        private ProgressWatcher(int index) {
            this.index = index;
        }

        @Override
        public void enter(ChunkState state) {
            progress.enter(index, state);
        }

        @Override
        public void moved(long bytes) {
            progress.moved(index, bytes);
        }

        @Override
        public void derived(double done) {
            progress.derived(index, done);
        }
    }
}
