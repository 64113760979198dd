package org.lifeboat.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The VMs of a plan. What a VM needs while it is in work is there from its first archive's start to
 * its last one's end; then its result alone stays. A damaged backup may seem to hold a hundred
 * thousand VMs. Safe for use by several threads.
 */
final class VmRuns {

    private final RestorePlan plan;
    private final ChunkLoading loading;
    private final FilesInside inside;
    private final Continuation continuation;
    private final Consumer<ArchiveResult> told;
    private final Map<Integer, VmRun> inWork = new HashMap<>();
    private final List<Optional<VmResult>> results = new ArrayList<>();

    /**
     * @param told of each archive's result, by the thread that worked on it
     */
    VmRuns(
            RestorePlan plan,
            ChunkLoading loading,
            Continuation continuation,
            Consumer<ArchiveResult> told) {
        this.told = told;
        this.continuation = continuation;
        this.plan = plan;
        this.loading = loading;
        this.inside = new FilesInside(plan.backup(), loading);
        plan.chosen().forEach(vm -> results.add(Optional.empty()));
    }

    /**
     * Takes an archive from its chunks to its files.
     *
     * @param vm its VM's position in the plan
     * @param archive its position in the VM
     * @param queue its chunks; closed at the end
     */
    void work(int vm, int archive, ChunkQueue queue) {
        VmRun run = run(vm);
        told.accept(run.work(archive, queue));
        if (run.isOver()) {
            end(vm, run);
        }
    }

    private synchronized VmRun run(int vm) {
        return inWork.computeIfAbsent(
                vm, position -> new VmRun(position, plan, loading, inside, continuation));
    }

    private synchronized void end(int vm, VmRun run) {
        results.set(vm, Optional.of(run.result()));
        inWork.remove(vm);
    }

    /** In the order of the plan. To be asked for when no archive is in work any more. */
    List<VmResult> results() {
        List<VmResult> all = new ArrayList<>(results.size());
        for (int vm = 0; vm < results.size(); vm++) {
            Optional<VmResult> known = results.get(vm);
            all.add(known.isPresent() ? known.get() : run(vm).result());
        }
        return all;
    }
}
