package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.TarMember;
import org.lifeboat.content.TarReader;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out what a plan will take on a disk before anything is written: the first member's header
 * tells a disk image's true size and how much of it is data, so the first chunk of each archive is
 * read, authenticated and looked into.
 */
final class SpaceSurvey {

    /** gzip makes folders of mixed files smaller by about this factor. */
    private static final int FOLDER_FACTOR = 3;

    /** For folders, links and the report. */
    private static final long SLACK = 1 << 20;

    private final RestorePlan plan;
    private final ChunkMemory memory;
    private final Cancellation cancellation;

    private SpaceSurvey(RestorePlan plan, int workers, Cancellation cancellation) {
        this.plan = plan;
        this.memory = ChunkMemory.forWorkers(workers);
        this.cancellation = cancellation;
    }

    static SpaceNeed of(RestorePlan plan, int workers, Cancellation cancellation) {
        return new SpaceSurvey(plan, workers, cancellation).run(workers);
    }

    private SpaceNeed run(int workers) {
        List<Callable<SpaceNeed>> looks =
                plan.chosen().stream()
                        .flatMap(
                                vm ->
                                        vm.archives().stream()
                                                .map(
                                                        archive ->
                                                                (Callable<SpaceNeed>)
                                                                        () -> need(vm, archive)))
                        .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            return threads.invokeAll(looks).stream()
                    .map(Future::resultNow)
                    .reduce(new SpaceNeed(SLACK, 0), SpaceNeed::and);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return SpaceNeed.NOTHING;
        }
    }

    private SpaceNeed need(VmContents vm, ChunkSequence archive) {
        if (archive.chunks().getFirst().number() != 0) {
            return SpaceNeed.NOTHING;
        }
        Optional<TarMember> first = firstMember(vm, archive);
        if (first.isEmpty()) {
            return SpaceNeed.NOTHING;
        }
        if (first.get().kind() == TarMember.Kind.FILE) {
            return new SpaceNeed(first.get().extents().dataBytes(), first.get().size());
        }
        if (first.get().kind() != TarMember.Kind.FOLDER) {
            return SpaceNeed.NOTHING;
        }
        boolean compressed = plan.backup().format().header().compressed();
        long byStored = archive.storedBytes() * (compressed ? FOLDER_FACTOR : 1);
        long byList = archive.path().isWholeFolder() ? vm.vm().sizeOnDisk().orElse(0) : 0;
        return new SpaceNeed(Math.max(byStored, byList), 0);
    }

    /**
     * Nothing where the archive is damaged or cannot be read: then it will not be written either.
     */
    private Optional<TarMember> firstMember(VmContents vm, ChunkSequence archive) {
        ChunkSequence start =
                new ChunkSequence(
                        archive.path(), List.of(archive.chunks().getFirst()), archive.twice());
        Progress unseen = new Progress(List.of(new VmContents(vm.vm(), List.of(start))));
        ChunkLoader loader =
                new ChunkLoader(plan.backup().source(), plan.backup().format(), cancellation);
        try (ChunkPipeline pipeline =
                        new ChunkPipeline(
                                start, loader, memory, Runnable::run, 0, unseen, cancellation);
                InputStream tar =
                        new CancellableInputStream(
                                plan.backup().format().tar(pipeline), cancellation)) {
            return new TarReader(tar).next();
        } catch (IOException | RuntimeException | OutOfMemoryError damaged) {
            return Optional.empty();
        }
    }
}
