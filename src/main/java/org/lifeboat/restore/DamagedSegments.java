package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.restore.ChunkLoader.Decodable;
import org.lifeboat.restore.salvage.Segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The runs of bytes in an archive, authentic or not, between those that are certainly lost: chunks
 * that are not there or have no key, and sectors that could not be read. A decoder must not run
 * through what is lost.
 */
final class DamagedSegments {

    /** Random bytes never have a run of that many equal ones. */
    private static final int RUN = 64;

    /** Bytes: of a sector, where what is compressed but not encrypted may have shorter runs. */
    private static final int SECTOR = 512;

    /** Bytes between two gaps that are not worth a segment: a DEFLATE block may take as many. */
    private static final int SHORTEST = 64 * 1024;

    /** Each takes two readings of its chunks. */
    private static final int MOST = 256;

    private final ChunkSequence archive;
    private final ChunkPositions positions;
    private final SegmentSource source;
    private final Set<String> authentic;
    private final List<Segment> segments = new ArrayList<>();

    /** Where the current segment begins, among the archive's decoded bytes. */
    private long start;

    /** The chunk in which it begins. */
    private int first;

    /**
     * @param authentic names of the chunks that are
     */
    DamagedSegments(
            ChunkSequence archive,
            ChunkPositions positions,
            SegmentSource source,
            Set<String> authentic) {
        this.archive = archive;
        this.positions = positions;
        this.source = source;
        this.authentic = authentic;
    }

    /** Those that hold something that is not authentic, in their order. */
    List<Segment> all() {
        int count = archive.chunks().size();
        for (int chunk = 0; chunk < count; chunk++) {
            source.cancellation().check();
            if (chunk > 0 && positions.position(chunk) != positions.end(chunk - 1)) {
                end(chunk - 1, positions.end(chunk - 1), false);
                begin(chunk, positions.position(chunk));
            }
            if (!authentic.contains(archive.chunks().get(chunk).entry().name())) {
                addGapsOf(chunk);
            }
        }
        int last = count - 1;
        end(last, positions.end(last), !archive.chunks().get(last).entry().isCutOff());
        return List.copyOf(segments);
    }

    private void addGapsOf(int chunk) {
        long from = positions.position(chunk);
        Optional<Decodable> loaded =
                positions.isUsual(chunk)
                        ? source.load(archive.chunks().get(chunk))
                        : Optional.empty();
        if (loaded.isEmpty()) {
            addGap(chunk, from, positions.end(chunk));
            return;
        }
        Decodable bytes = loaded.get();
        try {
            if (source.looksRandom()) {
                ByteRuns.find(
                        bytes.bytes(),
                        source.isEncrypted() ? RUN : SECTOR,
                        (stored, end) ->
                                addGap(
                                        chunk,
                                        from + bytes.decoder().position(stored),
                                        from + bytes.decoder().position(end)));
            }
        } finally {
            source.release(bytes.bytes());
        }
    }

    private void addGap(int chunk, long from, long to) {
        if (from < to) {
            end(chunk, from, false);
            begin(chunk, to);
        }
    }

    private void begin(int chunk, long position) {
        first = chunk;
        start = position;
    }

    /**
     * @param in the chunk that it ends in, or at whose begin
     */
    private void end(int in, long to, boolean hasEnd) {
        int last = in > first && to == positions.position(in) ? in - 1 : in;
        int begin = first;
        if (begin < last && start >= positions.end(begin)) {
            begin++;
        }
        boolean isWorthIt = start == 0 || hasEnd || to - start >= SHORTEST;
        if (to > start && isWorthIt && segments.size() < MOST && isAnyDamaged(begin, last)) {
            segments.add(
                    new Segment(
                            begin,
                            last + 1,
                            start - positions.position(begin),
                            start,
                            to - start,
                            hasEnd));
        }
    }

    private boolean isAnyDamaged(int from, int last) {
        return archive.chunks().subList(from, last + 1).stream()
                .anyMatch(chunk -> !authentic.contains(chunk.entry().name()));
    }
}
