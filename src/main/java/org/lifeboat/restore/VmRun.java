package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.MemberSink;
import org.lifeboat.content.VmFolder;
import org.lifeboat.local.FaultLog;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.VmProblem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One VM in work: its archives are worked on by several threads. */
final class VmRun {

    private final VmContents contents;
    private final RestorePlan plan;
    private final ChunkLoading loading;
    private final Optional<VmFolder> folder;
    private final Optional<FilesOfVm> files;
    private final Map<ChunkSequence, ArchiveResult> results =
            Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * @param vm its index in the plan
     */
    VmRun(int vm, RestorePlan plan, ChunkLoading loading) {
        this.contents = plan.chosen().get(vm);
        this.plan = plan;
        this.loading = loading;
        this.folder =
                plan.destination().map(destination -> RestorePlan.folderFor(contents, destination));
        this.files =
                folder.filter(made -> plan.copiesFiles())
                        .map(
                                made ->
                                        new FilesOfVm(
                                                contents,
                                                made,
                                                plan.destination().orElseThrow(),
                                                plan.wanted(),
                                                loading.progress().copy(vm),
                                                loading.cancellation()));
    }

    VmContents contents() {
        return contents;
    }

    /**
     * Takes one of the archives from its chunks to its files.
     *
     * @param queue its chunks; closed at the end
     */
    void work(ChunkSequence archive, ChunkQueue queue) {
        try (queue) {
            ArchiveChunks chunks = new ArchiveChunks(archive, queue, loading);
            ArchiveResult restored =
                    new ArchiveTask(archive, plan.backup().format(), chunks, loading, this::sink)
                            .run();
            results.put(archive, files.map(own -> own.after(restored)).orElse(restored));
        } catch (RuntimeException | Error fault) {
            results.put(archive, ArchiveResult.failed(archive, FaultLog.keep(fault)));
        }
    }

    private MemberSink sink(Consumer<Problem> notes) {
        if (folder.isEmpty()) {
            return MemberSink.NOWHERE;
        }
        return new FolderSink(
                folder.get(),
                contents.vm().isDom0(),
                Destination.needsPortableNames(plan.destination().orElseThrow()),
                notes);
    }

    /** To be asked for when no archive is worked on any more. */
    VmResult result() {
        if (!contents.isInBackup()) {
            return VmResult.absent(contents);
        }
        List<ArchiveResult> archives = new ArrayList<>();
        contents.archives().forEach(archive -> archives.add(result(archive)));
        contents.missingDisks().forEach(disk -> archives.add(ArchiveResult.missing(disk)));
        List<Problem> problems = new ArrayList<>(contents.problems());
        folder.filter(made -> !made.name().equals(made.wishedName()))
                .map(made -> new VmProblem.Renamed(made.wishedName(), made.name()))
                .ifPresent(problems::add);
        files.ifPresent(own -> problems.addAll(own.problems()));
        Verdict verdict =
                archives.stream()
                        .map(ArchiveResult::verdict)
                        .reduce(files.map(FilesOfVm::verdict).orElse(Verdict.OK), Verdict::and)
                        .and(contents.problems().isEmpty() ? Verdict.OK : Verdict.DAMAGED);
        return new VmResult(contents.vm(), verdict, archives, problems);
    }

    /** Without one it never came to its end: it was cancelled before it began. */
    private ArchiveResult result(ChunkSequence archive) {
        ArchiveResult known = results.get(archive);
        return known == null ? ArchiveResult.cancelled(archive) : known;
    }
}
