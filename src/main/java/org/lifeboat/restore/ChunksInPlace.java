package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.Source;
import org.lifeboat.format.Authentication;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.restore.ChunkLoader.Loaded;
import org.lifeboat.restore.inside.ChunkAccess;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The chunks of an archive, each to be had when it is wanted. */
final class ChunksInPlace implements ChunkAccess {

    private final Source source;
    private final BackupFormat format;
    private final ChunkSequence archive;
    private final ChunkLoader loader;
    private final long[] positions;
    private final List<Problem> notes = new CopyOnWriteArrayList<>();

    ChunksInPlace(Source source, BackupFormat format, ChunkSequence archive) {
        this.source = source;
        this.format = format;
        this.archive = archive;
        this.loader = new ChunkLoader(source, format);
        this.positions = new long[archive.chunks().size()];
        // All chunks but the last have one size; one that has another may have been cut. Where
        // each is a stream of its own (format 2), nobody asks.
        for (int i = 1; i < positions.length; i++) {
            positions[i] = number(i) * decodedBytes(0);
        }
    }

    private int number(int chunk) {
        return archive.chunks().get(chunk).number();
    }

    private OuterEntry entry(int chunk) {
        return archive.chunks().get(chunk).entry();
    }

    @Override
    public int count() {
        return positions.length;
    }

    @Override
    public String name(int chunk) {
        return entry(chunk).name();
    }

    @Override
    public long storedBytes(int chunk) {
        return entry(chunk).size();
    }

    @Override
    public long decodedBytes(int chunk) {
        return format.decodedBytes(entry(chunk).size());
    }

    @Override
    public long position(int chunk) {
        return positions[chunk];
    }

    @Override
    public Optional<Problem> missingBefore(int chunk) {
        int first = chunk == 0 ? 0 : number(chunk - 1) + 1;
        int last = number(chunk) - 1;
        if (last < first) {
            return Optional.empty();
        }
        String name = archive.chunkName(first);
        return Optional.of(
                first == last
                        ? new ChunkProblem.Missing(name)
                        : new ChunkProblem.SeveralMissing(name, archive.chunkName(last)));
    }

    @Override
    public boolean isPlaced(int chunk) {
        return !archive.repeated().contains(archive.chunks().get(chunk));
    }

    @Override
    public List<Problem> notes() {
        return notes;
    }

    @Override
    public Authentication.Decoder load(int chunk, List<byte[]> pieces, Watch watch)
            throws ProblemException {
        Chunk wanted = archive.chunks().get(chunk);
        if (archive.twice().contains(wanted.number())) {
            throw new ProblemException(new ChunkProblem.Twice(wanted.entry().name()));
        }
        return switch (loader.load(wanted, pieces, piece -> {}, watch)) {
            case Loaded.Authentic authentic -> {
                authentic.result().problem().ifPresent(notes::add);
                yield authentic.decoder();
            }
            case Loaded.Failed failed -> throw new ProblemException(failed.reason());
        };
    }

    @Override
    public void read(int chunk, long position, ByteBuffer into) throws IOException {
        source.read(entry(chunk).offset() + position, into);
    }
}
