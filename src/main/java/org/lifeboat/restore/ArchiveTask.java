package org.lifeboat.restore;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.ArchiveExtractor;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.MemberNames;
import org.lifeboat.content.MemberSink;
import org.lifeboat.format.BackupFormat;
import org.lifeboat.local.FaultLog;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Takes one archive from its chunks to its files and tells what became of it. Never throws for what
 * is in a backup.
 */
final class ArchiveTask {

    /** Of problems of one kind in one archive, this many are told one by one. */
    private static final int MOST_ALIKE = 20;

    private final ChunkSequence archive;
    private final BackupFormat format;
    private final ArchiveChunks chunks;
    private final MemberSink sink;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Class<? extends Problem>, Integer> alike = new LinkedHashMap<>();
    private boolean lostMembers;

    ArchiveTask(
            ChunkSequence archive, BackupFormat format, ArchiveChunks chunks, SinkMaker sinkMaker) {
        this.archive = archive;
        this.format = format;
        this.chunks = chunks;
        this.sink = sinkMaker.make(this::note);
    }

    /** Makes the sink, given where it may tell of renamed members and the like. */
    @FunctionalInterface
    interface SinkMaker {
        MemberSink make(Consumer<Problem> notes);
    }

    ArchiveResult run() {
        ArchivePath path = archive.path();
        ArchiveExtractor extractor =
                new ArchiveExtractor(new MemberNames(path.folder(), path.name()), sink, this::lost);
        Verdict verdict = extract(extractor);
        chunks.authenticateRest();
        boolean complete = verdict == Verdict.OK;
        if (complete && lostMembers) {
            verdict = Verdict.DAMAGED;
        }
        Set<Problem> all = new LinkedHashSet<>(chunks.problems());
        all.addAll(problems);
        alike.forEach(
                (code, count) -> {
                    if (count > MOST_ALIKE) {
                        all.add(new RunProblem.MoreOfTheSame(count - MOST_ALIKE));
                    }
                });
        List<FolderSink.Output> outputs = List.of();
        if (sink instanceof FolderSink folderSink) {
            outputs = folderSink.outputs();
            folderSink.incomplete().forEach(left -> all.add(new RunProblem.LeftIncomplete(left)));
        }
        return new ArchiveResult(
                path.name(),
                verdict,
                archive.storedBytes(),
                complete ? extractor.restoredBytes() : 0,
                chunks.results(),
                outputs,
                List.copyOf(all));
    }

    private Verdict extract(ArchiveExtractor extractor) {
        try (InputStream tar = chunks.cancellable(format.tar(chunks))) {
            extractor.extract(tar);
            return Verdict.OK;
        } catch (CancellationException wished) {
            return Verdict.CANCELLED;
        } catch (ProblemException problem) {
            if (!chunks.isBroken()) {
                problems.add(problem.problem());
            }
        } catch (IOException | RuntimeException unexpected) {
            if (!chunks.isBroken()) {
                problems.add(new RunProblem.Internal(FaultLog.keep(unexpected)));
            }
        } catch (OutOfMemoryError tooLarge) {
            FaultLog.keep(tooLarge);
            problems.add(new RunProblem.OutOfMemory());
        }
        return Verdict.DAMAGED;
    }

    private void lost(Problem problem) {
        lostMembers = true;
        note(problem);
    }

    private void note(Problem problem) {
        lostMembers |= problem instanceof MemberProblem.LinkNotWritable;
        if (alike.merge(problem.getClass(), 1, Integer::sum) <= MOST_ALIKE) {
            problems.add(problem);
        }
    }
}
