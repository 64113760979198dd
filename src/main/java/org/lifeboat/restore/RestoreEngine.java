package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.OriginProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.watch.Cancellation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Carries out a plan: archives in parallel, and within each the next chunks read and authenticated
 * while one is decoded. What is wrong with a part of the backup is in the report; only what stops
 * everything is thrown.
 */
public final class RestoreEngine {

    private final RestorePlan plan;
    private final Cancellation cancellation;
    private final int workers = Runtime.getRuntime().availableProcessors();
    private final Progress progress;
    private final CheckpointPace pace;
    private final AtomicReference<Problem> trouble = new AtomicReference<>();
    private boolean stopsOnTrouble;
    private boolean canGoOn;
    private Continuation continuation = Continuation.NONE;
    private Optional<RecordFolder> record = Optional.empty();

    /** What another record is called now. */
    private Optional<String> setAside = Optional.empty();

    public RestoreEngine(RestorePlan plan, Cancellation cancellation) {
        this(plan, cancellation, CheckpointPace.USUAL);
    }

    /**
     * @param pace how often what was done of an archive is made durable
     */
    RestoreEngine(RestorePlan plan, Cancellation cancellation, CheckpointPace pace) {
        this.pace = pace;
        this.plan = plan;
        this.cancellation = cancellation;
        this.progress =
                new Progress(plan.chosen(), plan.backup().format().keyWork(), plan.copiesFiles());
    }

    /**
     * Makes the run stop when the drive of the backup or of the destination fails it: somebody is
     * there who can mend it, and go on.
     */
    public void stopOnTrouble() {
        stopsOnTrouble = true;
    }

    /** After a run that was stopped so: why. */
    public Optional<Problem> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** After a run: whether the same plan would go on with what it left. */
    public boolean canGoOn() {
        return canGoOn;
    }

    /** After a run: how many archives were in place or in work when it began. */
    public int begunBefore() {
        return continuation.begun();
    }

    private void look(ArchiveResult result) {
        if (stopsOnTrouble) {
            Interruptions.in(result, plan.backup().source())
                    .ifPresent(
                            problem -> {
                                trouble.compareAndSet(null, problem);
                                cancellation.request();
                            });
        }
    }

    /** To be polled while {@link #run} works. */
    public Progress progress() {
        return progress;
    }

    /**
     * One archive to be worked on.
     *
     * @param vm its VM's position in the plan
     * @param archive its position in the VM
     */
    private record Job(int vm, int archive) {}

    /**
     * Works until everything is done or the wish to stop was seen. To be called once.
     *
     * @throws FatalException if the destination cannot be used; nothing was written then
     */
    public RestoreReport run() throws FatalException {
        ExecutorService loaders = Executors.newFixedThreadPool(workers, Threads.daemons("chunk"));
        try (AutoEnd _ = AutoEnd.of(loaders, cancellation)) {
            List<Job> jobs = jobs();
            SecondPass second = new SecondPass(jobs.size(), cancellation);
            ChunkLoading loading =
                    new ChunkLoading(
                            plan.backup().loader().leavingTo(second),
                            plan.backup().contents().places(),
                            ChunkMemory.forWorkers(workers, plan.backup().format().keyMemory()),
                            loaders,
                            workers,
                            progress,
                            cancellation);
            Map<ChunkSequence, ChunkQueue> begun =
                    plan.destination().isPresent()
                            ? prepare(plan.destination().get(), jobs, loading)
                            : Map.of();
            VmRuns runs = new VmRuns(plan, loading, continuation, this::look);
            IntConsumer work =
                    i -> {
                        Job job = jobs.get(i);
                        ChunkSequence archive = archive(job);
                        ChunkQueue queue = begun.get(archive);
                        runs.work(
                                job.vm(),
                                job.archive(),
                                queue == null ? new ChunkQueue(archive, loading) : queue);
                    };
            Parallel.each(workers, workers, "archive", _ -> second.work(work));
            List<VmResult> results = runs.results();
            canGoOn = record.isPresent() && Interruptions.areIn(results, plan);
            record.ifPresent(folder -> continuation.end(folder, !canGoOn));
            canGoOn &= continuation.isNoted();
            return report(results);
        }
    }

    private ChunkSequence archive(Job job) {
        return plan.chosen().get(job.vm()).archives().get(job.archive());
    }

    /** The largest first, so that no core is idle while the last one is worked on. */
    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (int vm = 0; vm < plan.chosen().size(); vm++) {
            int archives = plan.chosen().get(vm).archives().size();
            for (int archive = 0; archive < archives; archive++) {
                jobs.add(new Job(vm, archive));
            }
        }
        jobs.sort(Comparator.comparingLong((Job job) -> archive(job).storedBytes()).reversed());
        return jobs;
    }

    /**
     * Sees to it that there is room, and makes the folder.
     *
     * @return what was read of chunks on the way
     */
    private Map<ChunkSequence, ChunkQueue> prepare(
            Path destination, List<Job> jobs, ChunkLoading loading) throws FatalException {
        RecordFolder folder = new RecordFolder(destination, plan.backup());
        Optional<RestoreRecord> earlier = plan.isAnew() ? Optional.empty() : folder.earlier();
        earlier.ifPresent(known -> continuation = Continuation.of(known, folder, plan).at(pace));
        if (earlier.isEmpty()) {
            folder.prepare();
        }
        SpaceSurvey survey = new SpaceSurvey(plan.backup().format(), loading, workers);
        try {
            List<Job> left = jobs.stream().filter(job -> !isBegun(job)).toList();
            SpaceNeed need =
                    plan.need()
                            .filter(known -> earlier.isEmpty())
                            .orElseGet(() -> survey.of(subjects(left), workers))
                            .and(continuation.need());
            Destination.check(destination, need.when(plan.wanted()));
            Destination.make(destination);
        } catch (FatalException unusable) {
            survey.begun().values().forEach(ChunkQueue::close);
            continuation.end(folder, false);
            throw unusable;
        }
        if (earlier.isEmpty()) {
            RecordFolder.Begun begun = folder.begin();
            continuation = Continuation.begun(begun.record(), folder).at(pace);
            setAside = begun.setAside();
        }
        record = Optional.of(folder);
        return survey.begun();
    }

    private boolean isBegun(Job job) {
        return continuation.isComplete(archive(job))
                || continuation.inside(archive(job)).isPresent();
    }

    private List<SpaceSurvey.Subject> subjects(List<Job> jobs) {
        return jobs.stream()
                .map(job -> new SpaceSurvey.Subject(plan.chosen().get(job.vm()), archive(job)))
                .toList();
    }

    /** How many parts came from each of the other copies. */
    private static Stream<Problem> fromCopies(List<VmResult> results) {
        Map<String, Integer> counts = new TreeMap<>();
        results.stream()
                .flatMap(vm -> vm.archives().stream())
                .flatMap(archive -> archive.chunks().stream())
                .flatMap(chunk -> chunk.from().stream())
                .forEach(copy -> counts.merge(copy, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(copy -> new OriginProblem.PartsFromCopy(copy.getValue(), copy.getKey()));
    }

    private RestoreReport report(List<VmResult> results) {
        Verdict verdict =
                results.stream()
                        .map(VmResult::verdict)
                        .reduce(
                                plan.isAllThatWasMeant() ? Verdict.OK : Verdict.DAMAGED,
                                Verdict::and);
        if (cancellation.isRequested() && verdict != Verdict.OK) {
            verdict = Verdict.CANCELLED;
        }
        return new RestoreReport(
                plan.mode(),
                RestoreReport.backup(plan.backup()),
                RestoreReport.header(plan.backup()),
                verdict,
                results,
                Stream.concat(fromCopies(results), problems().stream()).toList());
    }

    private List<Problem> problems() {
        List<Problem> all = new ArrayList<>(plan.backup().problems());
        setAside.map(RunProblem.RecordSetAside::new).ifPresent(all::add);
        return all;
    }
}
