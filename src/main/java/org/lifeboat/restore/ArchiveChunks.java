package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.restore.ChunkLoader.Loaded;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/**
 * Feeds the chunks of one archive to its decoder, up to the first one that is missing or not
 * authentic. {@link #authenticateRest} then reaches a verdict on the rest.
 *
 * <p>Used by one thread at a time: the one that reads the archive ahead, and when that has ended,
 * the archive's own.
 */
final class ArchiveChunks implements BackupFormat.ChunkStreams {

    private final ChunkSequence archive;
    private final ChunkQueue queue;
    private final ChunkOrder order;
    private final ChunkLoading loading;
    private final Progress progress;
    private final List<ChunkResult> results = Collections.synchronizedList(new ArrayList<>());
    private final List<Problem> problems = new ArrayList<>();

    /** Why parts cannot be in their places. */
    private final List<Problem> displaced = new CopyOnWriteArrayList<>();

    private ChunkBytes current = ChunkBytes.of(new byte[0]);
    private int position;
    private long decoded;
    private int resultsOfDecoded;
    private Optional<ProblemException> end = Optional.empty();

    /** Of the next chunk's decoded bytes, those that are not wanted. */
    private long skip;

    ArchiveChunks(ChunkSequence archive, ChunkQueue queue, ChunkLoading loading) {
        this.archive = archive;
        this.queue = queue;
        this.order = new ChunkOrder(archive);
        this.loading = loading;
        this.progress = loading.progress();
        this.problems.addAll(archive.repeated().problems());
    }

    /**
     * The same from some chunk on.
     *
     * @param queue of the chunks from there on
     */
    static ArchiveChunks from(
            InsideCheckpoint checkpoint,
            ChunkSequence archive,
            ChunkQueue queue,
            ChunkLoading loading) {
        ArchiveChunks chunks = new ArchiveChunks(archive, queue, loading);
        chunks.position = checkpoint.chunk();
        chunks.skip = checkpoint.skip();
        chunks.results.addAll(checkpoint.results());
        checkpoint.results().stream()
                .flatMap(result -> result.problem().stream())
                .forEach(chunks.problems::add);
        chunks.decoded = loading.progress().passed(archive, checkpoint.chunk());
        return chunks;
    }

    /** The verdicts on all chunks before one, if all are there; to be asked by any thread. */
    Optional<List<ChunkResult>> verifiedBefore(int chunk) {
        synchronized (results) {
            if (results.size() < chunk) {
                return Optional.empty();
            }
            List<ChunkResult> before = List.copyOf(results.subList(0, chunk));
            return before.stream().allMatch(one -> one.verdict() == ChunkVerdict.VERIFIED)
                    ? Optional.of(before)
                    : Optional.empty();
        }
    }

    /** The verdicts so far, in the order of the chunks. */
    List<ChunkResult> results() {
        return results;
    }

    /** Whether nothing in the parts that were loaded speaks against their places. */
    boolean arePlaced() {
        return displaced.isEmpty();
    }

    /** The verdicts on the chunks that were decoded. */
    List<ChunkResult> decodedResults() {
        return results.subList(0, resultsOfDecoded);
    }

    /** Problems with chunks, for the report. */
    List<Problem> problems() {
        return problems;
    }

    /**
     * Whether this is the exception by which the chunks ended the archive. Its problem is among
     * {@link #problems} then.
     */
    boolean haveEndedBy(ProblemException problem) {
        return end.filter(thrown -> thrown == problem).isPresent();
    }

    /**
     * @throws ProblemException if the next one is not authentic or not there
     * @throws CancellationException if the run is to stop
     */
    @Override
    public Optional<InputStream> next() throws IOException {
        loading.cancellation().check();
        if (position > 0) {
            current.releaseAll(loading.memory());
            progress.enter(index() - 1, ChunkState.DECODED);
        }
        if (position == archive.chunks().size()) {
            checkPlaces();
            return Optional.empty();
        }
        Optional<Problem> disorder = order.problem(position);
        if (disorder.isPresent()) {
            results.addAll(order.missing(position));
            problems.add(disorder.get());
            throw broken(disorder.get());
        }
        if (isDoubtful(position)) {
            throw broken(archive.repeated().problems().getFirst());
        }
        return Optional.of(
                switch (take()) {
                    case Loaded.Authentic authentic -> cancellable(decode(authentic));
                    case Loaded.Failed failed -> throw broken(failed.reason());
                });
    }

    /** At the end, when everything has been decoded: nobody can say that it is right. */
    private void checkPlaces() throws ProblemException {
        if (!displaced.isEmpty()) {
            throw broken(displaced.getFirst());
        }
        if (!archive.repeated().names().isEmpty()) {
            throw broken(archive.repeated().problems().getFirst());
        }
    }

    /**
     * Whether this chunk may be another one's, so that what comes before it is all that is sure. If
     * the first one may be, nothing is.
     */
    private boolean isDoubtful(int chunk) {
        List<Chunk> all = archive.chunks();
        return archive.repeated().contains(all.get(chunk))
                && !archive.repeated().contains(all.getFirst());
    }

    /** One chunk may decompress to hours of content, so that stream can be cancelled as well. */
    InputStream cancellable(InputStream content) {
        return new CancellableInputStream(content, loading.cancellation());
    }

    private ProblemException broken(Problem by) {
        ProblemException thrown = new ProblemException(by);
        end = Optional.of(thrown);
        return thrown;
    }

    private InputStream decode(Loaded.Authentic chunk) throws IOException {
        current = chunk.bytes();
        resultsOfDecoded = results.size();
        IntConsumer counter = new Decoding(index() - 1, chunk.result().size());
        progress.enter(index() - 1, ChunkState.DECODING);
        long unwanted = skip;
        skip = 0;
        if (unwanted == 0) {
            return chunk.decoder().open(current, loading.memory(), counter);
        }
        return chunk.decoder()
                .openAt(
                        unwanted,
                        stored ->
                                chunk.bytes()
                                        .consume(
                                                stored,
                                                chunk.bytes().size(),
                                                loading.memory(),
                                                counter));
    }

    /** Counts the stored bytes that a chunk's decoder has used. */
    private final class Decoding implements IntConsumer {
        private final int index;
        private final double size;
        private long used;

        private Decoding(int index, long size) {
            this.index = index;
            this.size = size;
        }

        @Override
        public void accept(int count) {
            used += count;
            decoded += count;
            progress.at(index, ChunkState.DECODING, used / size);
            progress.decoded(count);
        }
    }

    /** Takes the next chunk and records the verdict on it. */
    private Loaded take() {
        Loaded loaded = queue.next();
        results.add(loaded.result());
        loaded.result().problem().ifPresent(problems::add);
        if (loaded instanceof Loaded.Authentic authentic) {
            checkPlace(authentic);
        }
        if (loaded.result().verdict() == ChunkVerdict.UNREAD) {
            progress.enter(index(), ChunkState.LEFT);
        } else {
            progress.authenticated(loaded.result().size());
        }
        position++;
        return loaded;
    }

    private void checkPlace(Loaded.Authentic chunk) {
        loading.places()
                .problem(archive.path(), archive.chunks().get(position), chunk.bytes())
                .ifPresent(
                        problem -> {
                            displaced.add(problem);
                            problems.add(problem);
                        });
    }

    /** Authenticates the chunks that were not decoded; after a cancellation they are unread. */
    void authenticateRest() {
        abandonCurrent();
        while (position < archive.chunks().size()) {
            Chunk chunk = archive.chunks().get(position);
            try {
                loading.cancellation().check();
                if (take() instanceof Loaded.Authentic unused) {
                    unused.bytes().releaseAll(loading.memory());
                    progress.enter(index() - 1, ChunkState.LEFT);
                }
            } catch (CancellationException wished) {
                results.add(ChunkQueue.unread(chunk, new RunProblem.Cancelled()).result());
                progress.enter(index(), ChunkState.LEFT);
                position++;
            }
        }
        queue.close();
        progress.decoded(archive.storedBytes() - decoded);
    }

    /**
     * Reads around what the drive did not give of chunks, when the healthy rest of all archives is
     * safe.
     */
    void lookAgain() {
        Optional<SecondPass> second = loading.loader().secondPass();
        if (second.isEmpty() || results.stream().noneMatch(ArchiveChunks::isUnreadable)) {
            return;
        }
        try {
            second.get().await();
            for (Chunk chunk : archive.chunks()) {
                for (int i = 0; i < results.size(); i++) {
                    boolean isIt = results.get(i).name().equals(chunk.entry().name());
                    if (isIt && isUnreadable(results.get(i))) {
                        lookAgain(chunk, i);
                    }
                }
            }
        } catch (CancellationException wished) {
            // What was found before stays.
        }
    }

    private void lookAgain(Chunk chunk, int position) {
        List<byte[]> pieces;
        try {
            pieces = loading.memory().take(chunk.entry(), loading.cancellation());
        } catch (ProblemException tooLarge) {
            return;
        }
        Watch watch = Watch.until(loading.cancellation());
        Loaded loaded = loading.loader().patient().load(chunk, pieces, loading.memory(), watch);
        Problem now =
                switch (loaded) {
                    case Loaded.Authentic authentic -> {
                        authentic.bytes().releaseAll(loading.memory());
                        yield new ChunkProblem.ReadableInTheEnd(chunk.entry().name());
                    }
                    case Loaded.Failed failed -> failed.reason();
                };
        ChunkResult before = results.get(position);
        before.problem().ifPresent(problem -> problems.replaceAll(p -> p == problem ? now : p));
        results.set(
                position,
                new ChunkResult(
                        before.name(),
                        before.verdict(),
                        before.size(),
                        loaded.result().hmacs(),
                        Optional.of(now)));
    }

    private static boolean isUnreadable(ChunkResult result) {
        return result.problem().filter(ChunkProblem.Unreadable.class::isInstance).isPresent();
    }

    private void abandonCurrent() {
        current.releaseAll(loading.memory());
        if (position > 0 && progress.state(index() - 1) == ChunkState.DECODING) {
            progress.enter(index() - 1, ChunkState.LEFT);
        }
    }

    /** The next chunk's index in the progress. */
    private int index() {
        return progress.indexOf(archive, position);
    }
}
