package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.problem.FatalException;
import org.lifeboat.watch.Cancellation;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

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

    public RestoreEngine(RestorePlan plan, Cancellation cancellation) {
        this.plan = plan;
        this.cancellation = cancellation;
        this.progress =
                new Progress(plan.chosen(), plan.backup().format().keyWork(), plan.copiesFiles());
    }

    /** To be polled while {@link #run} works. */
    public Progress progress() {
        return progress;
    }

    /** One archive to be worked on. */
    private record Job(VmRun run, ChunkSequence archive) {}

    /**
     * Works until everything is done or the wish to stop was seen. To be called once.
     *
     * @throws FatalException if the destination cannot be used; nothing was written then
     */
    public RestoreReport run() throws FatalException {
        try (ExecutorService loaders = pool("chunk")) {
            ChunkLoading loading =
                    new ChunkLoading(
                            new ChunkLoader(plan.backup().source(), plan.backup().format()),
                            ChunkMemory.forWorkers(workers),
                            loaders,
                            workers,
                            progress,
                            cancellation);
            List<VmRun> runs =
                    IntStream.range(0, plan.chosen().size())
                            .mapToObj(vm -> new VmRun(vm, plan, loading))
                            .toList();
            List<Job> jobs = jobs(runs);
            Map<ChunkSequence, ChunkQueue> begun =
                    plan.destination().isPresent()
                            ? prepare(plan.destination().get(), jobs, loading)
                            : Map.of();
            work(jobs, begun, loading);
            return report(runs);
        }
    }

    private ExecutorService pool(String name) {
        return Executors.newFixedThreadPool(workers, Threads.daemons(name));
    }

    /** The largest first, so that no core is idle while the last one is worked on. */
    private static List<Job> jobs(List<VmRun> runs) {
        return runs.stream()
                .flatMap(
                        run ->
                                run.contents().archives().stream()
                                        .map(archive -> new Job(run, archive)))
                .sorted(
                        Comparator.comparingLong((Job job) -> job.archive().storedBytes())
                                .reversed())
                .toList();
    }

    /**
     * Sees to it that there is room, and makes the folder.
     *
     * @return what was read of chunks on the way
     */
    private Map<ChunkSequence, ChunkQueue> prepare(
            Path destination, List<Job> jobs, ChunkLoading loading) throws FatalException {
        SpaceSurvey survey = new SpaceSurvey(plan.backup().format(), loading, workers);
        try {
            SpaceNeed need = plan.need().orElseGet(() -> survey.of(subjects(jobs), workers));
            Destination.check(destination, need.when(plan.wanted()));
            Destination.make(destination);
            return survey.begun();
        } catch (FatalException unusable) {
            survey.begun().values().forEach(ChunkQueue::close);
            throw unusable;
        }
    }

    private static List<SpaceSurvey.Subject> subjects(List<Job> jobs) {
        return jobs.stream()
                .map(job -> new SpaceSurvey.Subject(job.run().contents(), job.archive()))
                .toList();
    }

    private void work(List<Job> jobs, Map<ChunkSequence, ChunkQueue> begun, ChunkLoading loading) {
        try (ExecutorService decoders = pool("archive")) {
            for (Job job : jobs) {
                ChunkSequence archive = job.archive();
                decoders.execute(
                        () -> {
                            ChunkQueue queue = begun.get(archive);
                            job.run()
                                    .work(
                                            archive,
                                            queue == null
                                                    ? new ChunkQueue(archive, loading)
                                                    : queue);
                        });
            }
        }
    }

    private RestoreReport report(List<VmRun> runs) {
        List<VmResult> results = runs.stream().map(VmRun::result).toList();
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
                plan.backup().problems());
    }
}
