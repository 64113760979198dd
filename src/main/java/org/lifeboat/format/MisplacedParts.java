package org.lifeboat.format;

import org.lifeboat.archive.Archives;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.OpensslEnc;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarHeader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Format 3 without compression: an archive's first part in the place of another's later part, where
 * no checksum would notice. What is found here only takes trust away, so that it may be looked for
 * before anything is authenticated.
 */
final class MisplacedParts {

    private final Archives archives;
    private final Source source;
    private final boolean isEncrypted;

    private MisplacedParts(Archives archives, Source source, boolean isEncrypted) {
        this.archives = archives;
        this.source = source;
        this.isEncrypted = isEncrypted;
    }

    /** The same archives, each with the parts that cannot be in their place. */
    static Archives marked(Archives archives, Source source, boolean isEncrypted) {
        MisplacedParts parts = new MisplacedParts(archives, source, isEncrypted);
        return new Archives(
                archives.sequences().stream().map(parts::mark).toList(), archives.traces());
    }

    private ChunkSequence mark(ChunkSequence archive) {
        List<Problem> problems = new ArrayList<>(archive.repeats());
        for (Chunk chunk : archive.chunks()) {
            if (chunk.number() > 0 && beginsAnother(archive, chunk.entry())) {
                problems.add(new ChunkProblem.FirstOfAnother(chunk.entry().name()));
            }
        }
        return archive.withRepeats(problems);
    }

    private boolean beginsAnother(ChunkSequence archive, OuterEntry entry) {
        byte[] start = new byte[(int) Math.min(2 * Tar.BLOCK, entry.size())];
        try {
            source.read(entry.offset(), ByteBuffer.wrap(start));
            return isEncrypted ? OpensslEnc.hasMagic(start) : namesAnother(archive, start);
        } catch (IOException unreadable) {
            // Then it cannot be authenticated either.
            return false;
        }
    }

    /** A disk may hold tars, so that a header alone says nothing. */
    private boolean namesAnother(ChunkSequence archive, byte[] start) throws IOException {
        if (start.length < 2 * Tar.BLOCK || !TarHeader.isHeader(start, 0)) {
            return false;
        }
        TarHeader header = TarHeader.parse(start, 0);
        String name =
                header.type() == Tar.GNU_LONG_NAME
                        ? Tar.textToNul(start, Tar.BLOCK, Tar.BLOCK)
                        : header.name();
        return archives.sequences().stream()
                .filter(other -> !other.path().equals(archive.path()))
                .map(other -> other.path().toString())
                .anyMatch(path -> name.equals(path) || name.startsWith(path + "/"));
    }
}
