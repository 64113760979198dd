package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.MemberSink;
import org.lifeboat.content.VmFolder;
import org.lifeboat.content.WriteFailure;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.VmProblem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** One VM while its archives are restored, by several threads. */
final class VmRun {

    private final VmContents contents;
    private final RestorePlan plan;
    private final ChunkLoading loading;
    private final FilesInside inside;
    private final Continuation continuation;
    private final Optional<VmFolder> folder;
    private final Optional<FilesOfVm> files;

    /** By the archives' positions, guarded by this object. */
    private final List<Optional<ArchiveResult>> results = new ArrayList<>();

    private int unfinished;

    /**
     * @param vm its index in the plan
     * @param inside copies files out of disks that are not written
     */
    VmRun(
            int vm,
            RestorePlan plan,
            ChunkLoading loading,
            FilesInside inside,
            Continuation continuation) {
        this.inside = inside;
        this.continuation = continuation;
        this.contents = plan.chosen().get(vm);
        this.plan = plan;
        this.loading = loading;
        contents.archives().forEach(archive -> results.add(Optional.empty()));
        this.unfinished = results.size();
        this.folder =
                plan.destination().map(destination -> continuation.folder(contents, destination));
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
     * @return what became of it
     */
    ArchiveResult work(int position, ChunkQueue queue) {
        ArchiveResult result = result(contents.archives().get(position), queue);
        synchronized (this) {
            results.set(position, Optional.of(result));
            unfinished--;
        }
        return result;
    }

    /** Whether every archive has its result. */
    synchronized boolean isOver() {
        return unfinished == 0;
    }

    private ArchiveResult result(ChunkSequence archive, ChunkQueue begun) {
        try (begun) {
            Optional<ArchiveResult> earlier = continuation.complete(archive);
            earlier.ifPresent(
                    result -> loading.progress().passed(archive, archive.chunks().size()));
            boolean isHome = files.isPresent() && files.get().areIn(archive);
            if (earlier.isEmpty() && isHome) {
                Optional<ArchiveResult> straight = filesOnly(files.get(), archive, begun);
                if (straight.isPresent()) {
                    return straight.get();
                }
            }
            ArchiveResult restored = earlier.isPresent() ? earlier.get() : written(archive, begun);
            return isHome ? copied(files.get(), archive, restored) : restored;
        } catch (IOException failed) {
            return ArchiveResult.failed(
                    archive, WriteFailure.of(Path.of(archive.path().name()), failed).problem());
        } catch (RuntimeException | Error fault) {
            return ArchiveResult.failed(archive, InternalFault.told(fault));
        }
    }

    /** Nothing where the image has to be written all the same. */
    private Optional<ArchiveResult> filesOnly(
            FilesOfVm own, ChunkSequence archive, ChunkQueue begun) throws IOException {
        if (!own.areAllThatIsWanted()
                || !FilesInside.mayBeReadStraight(plan.backup().format(), archive)) {
            return Optional.empty();
        }
        begun.close();
        continuation.beginCopies(contents);
        Optional<ArchiveResult> result =
                inside.copy(archive, plan.destination().orElseThrow(), own);
        if (result.isPresent()) {
            noteCopies(own, archive, result.get());
        }
        return result;
    }

    private ArchiveResult written(ChunkSequence archive, ChunkQueue begun) throws IOException {
        try (ChunkQueue queue = begun.orAnother()) {
            return restored(archive, queue);
        }
    }

    private ArchiveResult restored(ChunkSequence archive, ChunkQueue queue) throws IOException {
        Optional<InsideCheckpoint> from = continuation.inside(archive);
        if (from.isPresent()) {
            continuation.goOn(contents, archive, from.get());
            try (ChunkQueue rest = new ChunkQueue(archive, loading, from.get().chunk())) {
                ArchiveResult result =
                        restored(
                                archive,
                                ArchiveChunks.from(from.get(), archive, rest, loading),
                                from);
                if (result.verdict() == Verdict.OK
                        || !result.outputs().isEmpty()
                        || Interruptions.areIn(result, plan.backup().source())) {
                    return result;
                }
            }
            // What is damaged is salvaged by one run, and what was changed is done again.
            loading.progress().again(archive);
        }
        continuation.begin(contents, archive);
        return restored(archive, new ArchiveChunks(archive, queue, loading), Optional.empty());
    }

    private ArchiveResult restored(
            ChunkSequence archive, ArchiveChunks chunks, Optional<InsideCheckpoint> from) {
        Optional<CheckpointTaker> taker =
                continuation
                        .checkpoints(contents, archive)
                        .map(
                                store ->
                                        new CheckpointTaker(
                                                continuation.pace(),
                                                archive,
                                                plan.backup().format(),
                                                chunks,
                                                store));
        return new ArchiveTask(
                        archive,
                        plan.backup().format(),
                        chunks,
                        loading,
                        plan.usesDamaged(),
                        (notes, complete) -> sink(archive, notes, complete),
                        from,
                        taker)
                .run();
    }

    private ArchiveResult copied(FilesOfVm own, ChunkSequence disk, ArchiveResult restored)
            throws IOException {
        Optional<RestoreRecord.Copied> earlier = continuation.copied(contents, disk);
        if (earlier.isPresent()) {
            own.takeOver(earlier.get().verdict(), earlier.get().problems());
            return earlier.get().archive();
        }
        continuation.beginCopies(contents);
        ArchiveResult result = own.after(restored);
        if (restored.verdict() == Verdict.OK) {
            noteCopies(own, disk, result);
        }
        return result;
    }

    private void noteCopies(FilesOfVm own, ChunkSequence disk, ArchiveResult result)
            throws IOException {
        if (result.verdict() == Verdict.OK && own.verdict() != Verdict.CANCELLED) {
            continuation.copied(contents, disk, result, own.verdict(), own.problems());
        }
    }

    private MemberSink sink(
            ChunkSequence archive,
            Consumer<Problem> notes,
            Function<List<FolderSink.Output>, ArchiveResult> complete) {
        if (folder.isEmpty()) {
            return MemberSink.NOWHERE;
        }
        return new FolderSink(
                folder.get(),
                contents.vm().isDom0(),
                Destination.needsPortableNames(plan.destination().orElseThrow()),
                notes,
                continuation.log(contents, archive, complete));
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
