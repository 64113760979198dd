package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.MemberSink;
import org.lifeboat.content.VmFolder;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.problem.VmProblem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Carries out a plan: archives in parallel, and within each the next chunks read and authenticated
 * while one is decoded. What is wrong with a part of the backup is in the report; only what stops
 * everything is thrown.
 */
public final class RestoreEngine {

    private final RestorePlan plan;
    private final Cancellation cancellation;
    private final RestoreListener listener;
    private final int workers;
    private final Progress progress;
    private final ChunkMemory memory;

    public RestoreEngine(RestorePlan plan, Cancellation cancellation, RestoreListener listener) {
        this(plan, cancellation, listener, Runtime.getRuntime().availableProcessors());
    }

    RestoreEngine(
            RestorePlan plan, Cancellation cancellation, RestoreListener listener, int workers) {
        this.plan = plan;
        this.cancellation = cancellation;
        this.listener = listener;
        this.workers = workers;
        this.progress =
                new Progress(plan.chosen(), plan.backup().format().keyWork(), plan.copiesFiles());
        this.memory = ChunkMemory.forWorkers(workers);
    }

    /** To be polled while {@link #run} works. */
    public Progress progress() {
        return progress;
    }

    /**
     * Works until everything is done or the wish to stop was seen. To be called once.
     *
     * @throws FatalException if the destination cannot be used; nothing was written then
     */
    public RestoreReport run() throws FatalException {
        List<VmRun> runs = runs();
        try (ExecutorService loaders = Executors.newFixedThreadPool(workers, threads("chunk"));
                ExecutorService decoders =
                        Executors.newFixedThreadPool(workers, threads("archive"))) {
            List<Job> jobs = jobs(runs, loaders);
            if (plan.destination().isPresent()) {
                prepare(plan.destination().get(), jobs);
            }
            jobs.forEach(job -> decoders.submit(() -> job.run().work(job.pipeline())));
            decoders.shutdown();
        }
        return report(runs);
    }

    private List<VmRun> runs() {
        return IntStream.range(0, plan.chosen().size()).mapToObj(VmRun::new).toList();
    }

    /** One archive to be worked on. */
    private record Job(VmRun run, ChunkPipeline pipeline) {}

    /** The largest first, so that no core is idle while the last one is worked on. */
    private List<Job> jobs(List<VmRun> runs, ExecutorService loaders) {
        ChunkLoader loader =
                new ChunkLoader(plan.backup().source(), plan.backup().format(), cancellation);
        return runs.stream()
                .flatMap(
                        run ->
                                run.contents.archives().stream()
                                        .map(
                                                archive ->
                                                        new Job(
                                                                run,
                                                                new ChunkPipeline(
                                                                        archive,
                                                                        loader,
                                                                        memory,
                                                                        loaders,
                                                                        workers,
                                                                        progress,
                                                                        cancellation))))
                .sorted(
                        Comparator.comparingLong(
                                        (Job job) -> job.pipeline().archive().storedBytes())
                                .reversed())
                .toList();
    }

    /**
     * What the plan will take on a disk, as exactly as can be known before. Reads the first chunk
     * of every archive, so it takes a while. Not together with {@link #run}: a plan can carry the
     * answer to an engine of its own.
     */
    public SpaceNeed survey() {
        try (ExecutorService loaders = Executors.newFixedThreadPool(workers, threads("chunk"))) {
            return survey(jobs(runs(), loaders), 0);
        }
    }

    private SpaceNeed survey(List<Job> jobs, int kept) {
        List<SpaceSurvey.Look> looks =
                jobs.stream()
                        .map(job -> new SpaceSurvey.Look(job.run().contents, job.pipeline()))
                        .toList();
        return new SpaceSurvey(plan.backup().format(), memory, cancellation)
                .of(looks, kept, workers);
    }

    private void prepare(Path destination, List<Job> jobs) throws FatalException {
        try {
            SpaceNeed need = plan.need().orElseGet(() -> survey(jobs, workers));
            Destination.check(destination, need.when(plan.wanted()));
            Destination.make(destination);
        } catch (FatalException unusable) {
            jobs.forEach(job -> job.pipeline().close());
            throw unusable;
        }
    }

    private RestoreReport report(List<VmRun> runs) {
        List<VmResult> results = runs.stream().map(VmRun::result).toList();
        Verdict verdict =
                results.stream()
                        .map(VmResult::verdict)
                        .reduce(isAllThatWasMeant() ? Verdict.OK : Verdict.DAMAGED, Verdict::and);
        if (cancellation.isRequested() && verdict != Verdict.OK) {
            verdict = Verdict.CANCELLED;
        }
        return new RestoreReport(
                plan.mode(),
                RestoreReport.backup(plan.backup()),
                RestoreReport.header(plan.backup()),
                verdict,
                results,
                plan.backup().problems());
    }

    /**
     * Whether nothing is wrong outside the VMs: damage between archives may have been an archive,
     * unless only certain VMs were asked for.
     */
    private boolean isAllThatWasMeant() {
        List<VmContents> all =
                plan.backup().vms().stream().filter(vm -> vm.vm().included()).toList();
        boolean everything = plan.chosen().containsAll(all);
        return everything ? plan.backup().isWhole() : plan.backup().catalogIsGood();
    }

    /** Threads that do not keep the program alive. */
    private static ThreadFactory threads(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
    }

    /** One VM in work: its archives are worked on by several threads. */
    private final class VmRun {
        private final VmContents contents;
        private final Optional<VmFolder> folder;
        private final Optional<FilesOfVm> files;
        private final Map<ChunkSequence, ArchiveResult> results = new ConcurrentHashMap<>();
        private final AtomicInteger unfinished;

        /**
         * @param vm its index in the plan
         */
        private VmRun(int vm) {
            this.contents = plan.chosen().get(vm);
            this.unfinished = new AtomicInteger(contents.archives().size());
            this.folder =
                    plan.destination()
                            .map(destination -> RestorePlan.folderFor(contents, destination));
            this.files =
                    folder.filter(made -> plan.copiesFiles())
                            .map(
                                    made ->
                                            new FilesOfVm(
                                                    contents,
                                                    made,
                                                    plan.destination().get(),
                                                    plan.wanted(),
                                                    progress.copy(vm),
                                                    cancellation));
        }

        private void work(ChunkPipeline pipeline) {
            ChunkSequence archive = pipeline.archive();
            ArchiveResult restored =
                    new ArchiveTask(archive, plan.backup().format(), pipeline, this::sink).run();
            ArchiveResult result = files.map(own -> own.after(restored)).orElse(restored);
            results.put(archive, result);
            listener.archiveFinished(contents.vm(), result);
            if (unfinished.decrementAndGet() == 0) {
                listener.vmFinished(result());
            }
        }

        private MemberSink sink(Consumer<Problem> notes) {
            if (folder.isEmpty()) {
                return MemberSink.NOWHERE;
            }
            return new FolderSink(
                    folder.get(),
                    contents.vm().isDom0(),
                    Destination.needsPortableNames(plan.destination().get()),
                    notes);
        }

        private VmResult result() {
            if (!contents.isInBackup()) {
                boolean promised = contents.vm().included();
                return new VmResult(
                        contents.vm(),
                        promised ? Verdict.MISSING : Verdict.SKIPPED,
                        List.of(),
                        List.of(
                                promised
                                        ? new VmProblem.Missing(contents.vm().name())
                                        : new VmProblem.NotIncluded(contents.vm().name())));
            }
            List<ArchiveResult> archives =
                    new ArrayList<>(
                            contents.archives().stream()
                                    .map(
                                            archive ->
                                                    results.getOrDefault(
                                                            archive, unfinished(archive)))
                                    .toList());
            List<Problem> problems = new ArrayList<>();
            for (String disk : contents.missingDisks()) {
                Problem missing = new VmProblem.ArchiveMissing(disk);
                archives.add(
                        new ArchiveResult(
                                disk,
                                Verdict.MISSING,
                                0,
                                0,
                                List.of(),
                                List.of(),
                                List.of(missing)));
            }
            folder.filter(made -> !made.name().equals(made.wishedName()))
                    .ifPresent(
                            made ->
                                    problems.add(
                                            new VmProblem.Renamed(made.wishedName(), made.name())));
            Verdict verdict =
                    archives.stream()
                            .map(ArchiveResult::verdict)
                            .reduce(files.map(FilesOfVm::verdict).orElse(Verdict.OK), Verdict::and);
            files.ifPresent(own -> problems.addAll(own.problems()));
            return new VmResult(contents.vm(), verdict, archives, problems);
        }

        /** What never came to its end: it was cancelled before, or the program failed. */
        private ArchiveResult unfinished(ChunkSequence archive) {
            boolean cancelled = cancellation.isRequested();
            return new ArchiveResult(
                    archive.path().name(),
                    cancelled ? Verdict.CANCELLED : Verdict.DAMAGED,
                    archive.storedBytes(),
                    0,
                    List.of(),
                    List.of(),
                    cancelled
                            ? List.of()
                            : List.of(new RunProblem.Internal(archive.path().toString())));
        }
    }
}
