package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.format.ArchiveCoding;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.restore.salvage.Segment;
import org.lifeboat.watch.Cancellation;

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

    /** Nothing if the archive cannot be taken up in its middle. */
    Optional<ArchiveCoding> coding() throws IOException {
        if (archive.chunks().getFirst().number() != 0) {
            return Optional.empty();
        }
        try (SegmentChunks first = chunks(0, 1)) {
            Optional<InputStream> stream = first.next();
            return stream.isEmpty() ? Optional.empty() : format.coding(stream.get());
        }
    }

    ArchiveCoding.Resumed open(ArchiveCoding coding, Segment segment) throws IOException {
        SegmentChunks chunks = chunks(segment.first(), segment.end());
        try {
            ArchiveCoding.Resumed resumed =
                    coding.from(segment.position(), segment.hasEnd(), chunks);
            InputStream stream =
                    new CancellableInputStream(
                            new FilterInputStream(resumed.stream()) {
                                @Override
                                public void close() {
                                    chunks.close();
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
                        archive.path(), archive.chunks().subList(first, end), Set.of(), List.of());
        Vm nobody = new Vm("", VmType.ADMIN, "", "", true, OptionalLong.empty(), false);
        Progress unseen = new Progress(List.of(new VmContents(nobody, List.of(some))), 0, false);
        ChunkLoading again = loading.with(unseen);
        return new SegmentChunks(end - first, new ChunkQueue(some, again), again);
    }
}
