package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.content.BulkInputStream;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.restore.ChunkLoader.Decodable;
import org.lifeboat.restore.salvage.Segment;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The chunks of a segment, decoded whether they are authentic or not. */
final class DamagedChunks implements BackupFormat.ChunkStreams, AutoCloseable {

    private final List<Chunk> chunks;
    private final SegmentSource source;
    private ChunkBytes current = ChunkBytes.of(new byte[0]);
    private int given;
    private long toSkip;
    private long left;

    /**
     * @param chunks the segment's
     */
    DamagedChunks(List<Chunk> chunks, Segment segment, SegmentSource source) {
        this.chunks = chunks;
        this.source = source;
        this.toSkip = segment.skipped();
        this.left = segment.length();
    }

    /**
     * @throws ProblemException if the next one has no key any more
     */
    @Override
    public Optional<InputStream> next() throws IOException {
        source.cancellation().check();
        source.release(current);
        if (given == chunks.size() || left <= 0) {
            return Optional.empty();
        }
        Chunk chunk = chunks.get(given++);
        Decodable loaded =
                source.load(chunk)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                new ChunkProblem.Failed(chunk.entry().name())));
        current = loaded.bytes();
        InputStream plain = source.open(loaded, toSkip);
        toSkip = 0;
        return Optional.of(new Rest(plain));
    }

    @Override
    public void close() {
        source.release(current);
    }

    /** A chunk up to where the segment ends. */
    private final class Rest extends BulkInputStream {
        private final InputStream plain;

        private Rest(InputStream plain) {
            this.plain = plain;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = plain.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
