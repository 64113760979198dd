package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.FolderSink;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.VmProblem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of one archive.
 *
 * @param name its own name, {@code private.img}
 * @param storedBytes what its chunks have in the backup
 * @param restoredBytes the true sizes of its files
 * @param outputs the files in place
 * @param salvaged what damage left of a disk image
 * @param earlier how many of its first chunks an earlier run authenticated and decoded
 */
public record ArchiveResult(
        String name,
        Verdict verdict,
        long storedBytes,
        long restoredBytes,
        List<ChunkResult> chunks,
        List<FolderSink.Output> outputs,
        List<Problem> problems,
        Optional<Salvaged> salvaged,
        int earlier) {

    public ArchiveResult {
        chunks = List.copyOf(chunks);
        outputs = List.copyOf(outputs);
        problems = List.copyOf(problems);
    }

    /** One that one run did all of. */
    public ArchiveResult(
            String name,
            Verdict verdict,
            long storedBytes,
            long restoredBytes,
            List<ChunkResult> chunks,
            List<FolderSink.Output> outputs,
            List<Problem> problems,
            Optional<Salvaged> salvaged) {
        this(name, verdict, storedBytes, restoredBytes, chunks, outputs, problems, salvaged, 0);
    }

    /** One of which nothing was salvaged. */
    public ArchiveResult(
            String name,
            Verdict verdict,
            long storedBytes,
            long restoredBytes,
            List<ChunkResult> chunks,
            List<FolderSink.Output> outputs,
            List<Problem> problems) {
        this(
                name,
                verdict,
                storedBytes,
                restoredBytes,
                chunks,
                outputs,
                problems,
                Optional.empty());
    }

    /** Of the disks that every VM should have: a damaged backup may lack very many. */
    private static final Map<String, ArchiveResult> MISSING_DISKS =
            Stream.of(VmContents.DISK_OF_DATA, VmContents.DISK_OF_SYSTEM)
                    .collect(Collectors.toMap(name -> name, ArchiveResult::newMissing));

    /** One that the backup should have. */
    static ArchiveResult missing(String name) {
        ArchiveResult shared = MISSING_DISKS.get(name);
        return shared == null ? newMissing(name) : shared;
    }

    private static ArchiveResult newMissing(String name) {
        return new ArchiveResult(
                name,
                Verdict.MISSING,
                0,
                0,
                List.of(),
                List.of(),
                List.of(new VmProblem.ArchiveMissing(name)));
    }

    /** One that nothing was done with. */
    static ArchiveResult cancelled(ChunkSequence archive) {
        return untouched(archive, Verdict.CANCELLED, List.of());
    }

    /** One that this program failed with. */
    static ArchiveResult failed(ChunkSequence archive, Problem fault) {
        return untouched(archive, Verdict.DAMAGED, List.of(fault));
    }

    private static ArchiveResult untouched(
            ChunkSequence archive, Verdict verdict, List<Problem> problems) {
        return new ArchiveResult(
                archive.path().name(),
                verdict,
                archive.storedBytes(),
                0,
                List.of(),
                List.of(),
                problems);
    }

    /** The same with other files in place. */
    ArchiveResult with(List<FolderSink.Output> now) {
        return new ArchiveResult(
                name,
                verdict,
                storedBytes,
                restoredBytes,
                chunks,
                now,
                problems,
                salvaged,
                earlier);
    }

    /** The same with something else said in place of each problem. */
    ArchiveResult telling(UnaryOperator<Problem> said) {
        return new ArchiveResult(
                name,
                verdict,
                storedBytes,
                restoredBytes,
                chunks,
                outputs,
                problems.stream().map(said).toList(),
                salvaged,
                earlier);
    }

    /** The same, so many of whose first chunks an earlier run authenticated and decoded. */
    ArchiveResult earlier(int chunksEarlier) {
        return new ArchiveResult(
                name,
                verdict,
                storedBytes,
                restoredBytes,
                chunks,
                outputs,
                problems,
                salvaged,
                chunksEarlier);
    }
}
