package org.lifeboat.restore;

import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.restore.salvage.Segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The runs of authentic chunks in an archive that are not its beginning. */
final class Segments {

    private final ChunkSequence archive;
    private final ChunkPositions positions;
    private final Set<String> authentic;

    /**
     * @param authentic the names of the chunks that are
     */
    Segments(ChunkSequence archive, BackupFormat format, Set<String> authentic) {
        this.archive = archive;
        this.positions = new ChunkPositions(archive, format);
        this.authentic = authentic;
    }

    List<Segment> behindDamage() {
        List<Chunk> chunks = archive.chunks();
        List<Segment> segments = new ArrayList<>();
        int at = 0;
        while (at < chunks.size()) {
            int first = at;
            while (at < chunks.size() && belongs(first, at)) {
                at++;
            }
            if (at > first && chunks.get(first).number() > 0) {
                segments.add(
                        Segment.ofChunks(
                                first, at, positions.position(first), at == chunks.size()));
            }
            at = Math.max(at, first + 1);
        }
        return segments;
    }

    private boolean belongs(int first, int at) {
        List<Chunk> chunks = archive.chunks();
        Chunk chunk = chunks.get(at);
        return authentic.contains(chunk.entry().name())
                && !archive.twice().contains(chunk.number())
                && chunk.number() - chunks.get(first).number() == at - first;
    }
}
