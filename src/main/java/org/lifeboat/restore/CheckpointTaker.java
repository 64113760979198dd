package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.ArchiveExtractor;
import org.lifeboat.content.FolderSink;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.format.Entrance;
import org.lifeboat.format.Entrances;
import org.lifeboat.problem.Problem;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Takes checkpoints of one archive while it is restored. The thread that reads the tar tells of
 * entrances; the thread that writes the files, when it is behind one of them, notes all that was
 * known there and has the file synced in the background. Only then is the checkpoint saved.
 */
final class CheckpointTaker implements Entrances {

    /** A checkpoint may take one byte for so many that were restored. */
    private static final int SHARE = 20;

    /** Bytes of a checkpoint that are not counted: gzip's window and little else. */
    private static final int SMALL = 64 << 10;

    private final CheckpointPace pace;
    private final ArchiveChunks chunks;
    private final CheckpointStore store;
    private final long[] ends;
    private final Queue<Entrance> entrances = new ConcurrentLinkedQueue<>();
    private Optional<Entrance> candidate = Optional.empty();
    private Optional<byte[]> file = Optional.empty();
    private long fileStart = -1;
    private long takenAt;

    /** Where the checkpoint was taken that is on the disk. */
    private volatile long durableAt;

    private long takenTime = System.nanoTime();
    private long bytesOfLast;

    /** What the archive's task knows besides. */
    record Notes(Supplier<List<Problem>> problems, BooleanSupplier lostMembers) {}

    CheckpointTaker(
            CheckpointPace pace,
            ChunkSequence archive,
            BackupFormat format,
            ArchiveChunks chunks,
            CheckpointStore store) {
        this.pace = pace;
        this.chunks = chunks;
        this.store = store;
        this.ends = ends(archive, format);
    }

    /** Where each chunk ends among the bytes that all of them decode to. */
    private static long[] ends(ChunkSequence archive, BackupFormat format) {
        long[] ends = new long[archive.chunks().size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += format.decodedBytes(archive.chunks().get(i).entry().size());
            ends[i] = end;
        }
        return ends;
    }

    @Override
    public long spacing() {
        return pace.spacing();
    }

    @Override
    public void found(Entrance entrance) {
        if (isUsable(entrance)) {
            entrances.add(entrance);
        }
    }

    /** Whether one chunk alone has to be authenticated again. */
    private boolean isUsable(Entrance entrance) {
        return chunks.arePlaced()
                && (entrance.chunk().isPresent()
                        || chunkAt(entrance.joined())
                                == chunkAt(entrance.start().length + entrance.stream()));
    }

    private int chunk(Entrance entrance) {
        return entrance.chunk().orElseGet(() -> chunkAt(entrance.joined()));
    }

    private int chunkAt(long joined) {
        int chunk = 0;
        while (chunk < ends.length && joined >= ends[chunk]) {
            chunk++;
        }
        return chunk;
    }

    private long skip(Entrance entrance) {
        int chunk = chunk(entrance);
        return entrance.chunk().isPresent() || chunk == 0
                ? entrance.joined()
                : entrance.joined() - ends[chunk - 1];
    }

    /**
     * To be told by the thread that writes, when it has written all that lies before.
     *
     * @param position in the tar
     */
    void at(long position, ArchiveExtractor extractor, FolderSink sink, Notes notes)
            throws IOException {
        for (Entrance next = entrances.peek();
                next != null && next.tarPosition() <= position;
                next = entrances.peek()) {
            candidate = Optional.of(entrances.remove());
        }
        if (candidate.isPresent()
                && isTime(candidate.get().tarPosition())
                && (durableAt == takenAt || position - durableAt >= pace.most())) {
            take(candidate.get(), extractor, sink, notes);
        }
    }

    private boolean isTime(long position) {
        long bytes = position - takenAt;
        long worth = SHARE * Math.max(0, bytesOfLast - SMALL);
        return bytes >= Math.max(pace.bytes(), worth)
                || bytes >= worth && System.nanoTime() - takenTime >= pace.time().toNanos();
    }

    private void take(Entrance entrance, ArchiveExtractor extractor, FolderSink sink, Notes notes)
            throws IOException {
        candidate = Optional.empty();
        Optional<ArchiveExtractor.State> state = extractor.state();
        int chunk = chunk(entrance);
        Optional<List<ChunkResult>> results = chunks.verifiedBefore(chunk);
        if (state.isEmpty()
                || results.isEmpty()
                || chunk >= ends.length
                || entrance.tarPosition() < state.get().file().dataStart()) {
            return;
        }
        if (fileStart != state.get().file().dataStart()) {
            fileStart = state.get().file().dataStart();
            file = Optional.of(InsideCheckpoint.fileToBytes(state.get().file()));
        }
        byte[] bytes =
                new InsideCheckpoint(
                                entrance,
                                chunk,
                                skip(entrance),
                                results.get(),
                                state.get(),
                                sink.state(),
                                notes.problems().get(),
                                notes.lostMembers().getAsBoolean())
                        .toBytes();
        byte[] ofFile = file.orElseThrow();
        long position = entrance.tarPosition();
        takenAt = position;
        sink.syncCurrent(
                () -> {
                    store.save(ofFile, bytes);
                    durableAt = position;
                });
        takenTime = System.nanoTime();
        bytesOfLast = bytes.length;
    }
}
