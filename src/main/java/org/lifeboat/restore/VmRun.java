package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.MemberSink;
import org.lifeboat.content.VmFolder;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.VmProblem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One VM while its archives are restored, by several threads. */
final class VmRun {

    private final VmContents contents;
    private final RestorePlan plan;
    private final ChunkLoading loading;
    private final FilesInside inside;
    private final Optional<VmFolder> folder;
    private final Optional<FilesOfVm> files;

    /** By the archives' positions, guarded by this object. */
    private final List<Optional<ArchiveResult>> results = new ArrayList<>();

    private int unfinished;

    /**
     * @param vm its index in the plan
     * @param inside copies files out of disks that are not written
     */
    VmRun(int vm, RestorePlan plan, ChunkLoading loading, FilesInside inside) {
        this.inside = inside;
        this.contents = plan.chosen().get(vm);
        this.plan = plan;
        this.loading = loading;
        contents.archives().forEach(archive -> results.add(Optional.empty()));
        this.unfinished = results.size();
        this.folder =
                plan.destination().map(destination -> RestorePlan.folderFor(contents, destination));
        this.files =
                folder.filter(made -> loading.progress().copiesFiles(vm))
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

    /**
     * Takes one of the archives from its chunks to its files.
     *
     * @param position the archive's in its VM
     * @param queue its chunks; closed at the end
     */
    void work(int position, ChunkQueue queue) {
        ArchiveResult result = result(contents.archives().get(position), queue);
        synchronized (this) {
            results.set(position, Optional.of(result));
            unfinished--;
        }
    }

    /** Whether every archive has its result. */
    synchronized boolean isOver() {
        return unfinished == 0;
    }

    private ArchiveResult result(ChunkSequence archive, ChunkQueue begun) {
        try (begun) {
            Optional<ArchiveResult> straight = filesOnly(archive, begun);
            return straight.isPresent() ? straight.get() : written(archive, begun);
        } catch (RuntimeException | Error fault) {
            return ArchiveResult.failed(archive, InternalFault.told(fault));
        }
    }

    /** Nothing where the image has to be written all the same. */
    private Optional<ArchiveResult> filesOnly(ChunkSequence archive, ChunkQueue begun) {
        if (files.isEmpty()
                || !files.get().areIn(archive)
                || !files.get().areAllThatIsWanted()
                || !FilesInside.mayBeReadStraight(plan.backup().format(), archive)) {
            return Optional.empty();
        }
        begun.close();
        return inside.copy(archive, plan.destination().orElseThrow(), files.get());
    }

    private ArchiveResult written(ChunkSequence archive, ChunkQueue begun) {
        try (ChunkQueue queue = begun.orAnother()) {
            ArchiveChunks chunks = new ArchiveChunks(archive, queue, loading);
            ArchiveResult restored =
                    new ArchiveTask(
                                    archive,
                                    plan.backup().format(),
                                    chunks,
                                    loading,
                                    plan.usesDamaged(),
                                    this::sink)
                            .run();
            return files.map(own -> own.after(restored)).orElse(restored);
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
    synchronized VmResult result() {
        if (!contents.isInBackup()) {
            return VmResult.absent(contents);
        }
        List<ArchiveResult> archives = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            ChunkSequence archive = contents.archives().get(i);
            // Without a result it was cancelled before it began.
            archives.add(results.get(i).orElseGet(() -> ArchiveResult.cancelled(archive)));
        }
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
}
