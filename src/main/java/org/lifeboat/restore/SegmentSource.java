package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.RepeatedChunks;
import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.restore.ChunkLoader.Decodable;
import org.lifeboat.restore.salvage.Segment;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A damaged archive's chunks, to be read and authenticated once more, run by run. */
final class SegmentSource {

    private final ChunkSequence archive;
    private final BackupFormat format;
    private final ChunkLoading loading;

    SegmentSource(ChunkSequence archive, BackupFormat format, ChunkLoading loading) {
        this.archive = archive;
        this.format = format;
        this.loading = loading;
    }

    /** Whether its stored bytes have no long runs of equal ones, or hardly any. */
    boolean looksRandom() {
        return format.header().encrypted() || format.header().compressed();
    }

    boolean isEncrypted() {
        return format.header().encrypted();
    }

    Cancellation cancellation() {
        return loading.cancellation();
    }

    /**
     * The runs behind the damage.
     *
     * @param authentic the names of the chunks that are
     */
    List<Segment> segments(Set<String> authentic) {
        return new Segments(archive, format, authentic).behindDamage();
    }

    /**
     * The runs of everything that can be decoded, as far as something in them is not authentic.
     *
     * @param authentic the names of the chunks that are
     */
    List<Segment> damagedSegments(Set<String> authentic) {
        return new DamagedSegments(archive, new ChunkPositions(archive, format), this, authentic)
                .all();
    }

    /** A chunk whatever it is; nothing if it cannot be decoded. Its bytes are to be released. */
    Optional<Decodable> load(Chunk chunk) {
        try {
            return loading.loader()
                    .loadAnyhow(
                            chunk,
                            loading.memory().take(chunk.entry(), loading.cancellation()),
                            loading.memory(),
                            Watch.until(loading.cancellation()));
        } catch (ProblemException tooLarge) {
            return Optional.empty();
        }
    }

    void release(ChunkBytes bytes) {
        bytes.releaseAll(loading.memory());
    }

    /**
     * @param from the first byte that is wanted of those that the chunk decodes to
     */
    InputStream open(Decodable chunk, long from) throws IOException {
        ChunkBytes bytes = chunk.bytes();
        return from == 0
                ? chunk.decoder().open(bytes, loading.memory(), used -> {})
                : chunk.decoder()
                        .openAt(
                                from,
                                at ->
                                        bytes.consume(
                                                at, bytes.size(), loading.memory(), used -> {}));
    }

    /**
     * Decodes a segment whether its chunks are authentic or not. Where it begins with the archive,
     * what comes is the tar itself.
     */
    ArchiveCoding.Resumed openAnyhow(ArchiveCoding coding, Segment segment) throws IOException {
        if (segment.isStart()) {
            return new ArchiveCoding.Resumed(tar(segment), 0);
        }
        DamagedChunks chunks = damaged(segment);
        return opened(
                chunks::close, () -> coding.from(segment.position(), segment.hasEnd(), chunks));
    }

    /** The tar of a segment that begins with the archive, whether it is authentic or not. */
    InputStream tar(Segment start) throws IOException {
        DamagedChunks chunks = damaged(start);
        return opened(chunks::close, () -> new ArchiveCoding.Resumed(format.tar(chunks), 0))
                .stream();
    }

    /** Nothing if the archive cannot be taken up in its middle. */
    Optional<ArchiveCoding> coding() throws IOException {
        if (archive.chunks().getFirst().number() != 0) {
            return Optional.empty();
        }
        try (SegmentChunks first = chunks(0, 1)) {
            return coding(first);
        }
    }

    /** The same, also of a first chunk that is not authentic. */
    Optional<ArchiveCoding> codingAnyhow() throws IOException {
        Segment start = Segment.ofChunks(0, 1, 0, false);
        try (DamagedChunks first = damaged(start)) {
            return coding(first);
        }
    }

    private Optional<ArchiveCoding> coding(BackupFormat.ChunkStreams first) throws IOException {
        Optional<InputStream> stream = first.next();
        return stream.isEmpty() ? Optional.empty() : format.coding(stream.get());
    }

    private DamagedChunks damaged(Segment segment) {
        return new DamagedChunks(
                archive.chunks().subList(segment.first(), segment.end()), segment, this);
    }

    /** Whether the archive begins with a chunk that is there but not authentic. */
    boolean isBeginDamaged(Set<String> authentic) {
        Chunk first = archive.chunks().getFirst();
        return first.number() == 0 && !authentic.contains(first.entry().name());
    }

    ArchiveCoding.Resumed open(ArchiveCoding coding, Segment segment) throws IOException {
        SegmentChunks chunks = chunks(segment.first(), segment.end());
        return opened(
                chunks::close, () -> coding.from(segment.position(), segment.hasEnd(), chunks));
    }

    @FunctionalInterface
    private interface Opening {
        ArchiveCoding.Resumed open() throws IOException;
    }

    @FunctionalInterface
    private interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Releases the chunks when the stream is closed, or none comes. */
    private ArchiveCoding.Resumed opened(Held chunks, Opening opening) throws IOException {
        try {
            ArchiveCoding.Resumed resumed = opening.open();
            InputStream stream =
                    new CancellableInputStream(
                            new FilterInputStream(resumed.stream()) {
                                @Override
                                public void close() throws IOException {
                                    try (chunks) {
                                        // What reads ahead has to end before its bytes are gone.
                                        super.close();
                                    }
                                }
                            },
                            loading.cancellation());
            return new ArchiveCoding.Resumed(stream, resumed.position());
        } catch (IOException | RuntimeException failed) {
            chunks.close();
            throw failed;
        }
    }

    private SegmentChunks chunks(int first, int end) {
        ChunkSequence some =
                new ChunkSequence(
                        archive.path(),
                        archive.chunks().subList(first, end),
                        Set.of(),
                        RepeatedChunks.NONE);
        Vm nobody = new Vm("", VmType.ADMIN, "", "", true, OptionalLong.empty(), false);
        Progress unseen = new Progress(List.of(new VmContents(nobody, List.of(some))), 0, false);
        ChunkLoading again = loading.with(unseen);
        return new SegmentChunks(some, new ChunkQueue(some, again), again);
    }
}
