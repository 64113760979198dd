package org.lifeboat.restore;

import org.lifeboat.content.FolderSink;
import org.lifeboat.problem.Problem;

import java.util.List;

/**
 * What became of one archive.
 *
 * @param name its own name, {@code private.img}
 * @param storedBytes what its chunks have in the backup
 * @param restoredBytes the true sizes of its files
 * @param outputs the files in place
 */
public record ArchiveResult(
        String name,
        Verdict verdict,
        long storedBytes,
        long restoredBytes,
        List<ChunkResult> chunks,
        List<FolderSink.Output> outputs,
        List<Problem> problems) {

    public ArchiveResult {
        chunks = List.copyOf(chunks);
        outputs = List.copyOf(outputs);
        problems = List.copyOf(problems);
    }

    /** The same with other files in place. */
    ArchiveResult with(List<FolderSink.Output> now) {
        return new ArchiveResult(name, verdict, storedBytes, restoredBytes, chunks, now, problems);
    }
}
