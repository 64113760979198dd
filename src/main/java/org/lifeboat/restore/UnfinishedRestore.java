package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.watch.Cancellation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an interrupted run left of a plan in its destination, so that the plan's next run goes on
 * with it.
 *
 * @param folders that the VMs went to, or will go to, in the order of the plan
 * @param complete archives that are in place
 * @param archives of the plan
 * @param left what is still to be written
 */
public record UnfinishedRestore(List<String> folders, int complete, int archives, SpaceNeed left) {

    /** Whether an interrupted run of a backup left its record in a folder; takes no while. */
    public static boolean isRecordedIn(Path destination, OpenBackup backup) {
        return new RecordFolder(destination, backup).isThere();
    }

    /**
     * Takes a while: it finds out what the rest needs.
     *
     * @return nothing if there is none, or it is not of this backup, or nothing of the plan was
     *     begun
     * @throws java.util.concurrent.CancellationException if it was to stop
     */
    public static Optional<UnfinishedRestore> of(RestorePlan plan, Cancellation cancellation) {
        Path destination = plan.destination().orElseThrow();
        RecordFolder folder = new RecordFolder(destination, plan.backup());
        Optional<RestoreRecord> record = folder.earlier();
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try (RestoreRecord known = record.get()) {
            return of(known, folder, plan, cancellation);
        }
    }

    private static Optional<UnfinishedRestore> of(
            RestoreRecord record,
            RecordFolder folder,
            RestorePlan plan,
            Cancellation cancellation) {
        if (plan.chosen().stream().noneMatch(record::holdsFolder)) {
            return Optional.empty();
        }
        Continuation continuation = Continuation.of(record, folder, plan);
        int complete = 0;
        int archives = 0;
        List<VmContents> left = new ArrayList<>();
        for (VmContents vm : plan.chosen()) {
            List<ChunkSequence> notBegun =
                    vm.archives().stream()
                            .filter(
                                    archive ->
                                            !continuation.isComplete(archive)
                                                    && continuation.inside(archive).isEmpty())
                            .toList();
            left.add(new VmContents(vm.vm(), notBegun, vm.problems()));
            archives += vm.archives().size();
            complete += (int) vm.archives().stream().filter(continuation::isComplete).count();
        }
        return Optional.of(
                new UnfinishedRestore(
                        plan.chosen().stream()
                                .map(
                                        vm ->
                                                record.folderLog(vm)
                                                        .earlier()
                                                        .orElseGet(() -> preview(plan, vm)))
                                .toList(),
                        complete,
                        archives,
                        SpaceSurvey.of(plan.backup(), left, cancellation)
                                .and(continuation.need())));
    }

    private static String preview(RestorePlan plan, VmContents vm) {
        return RestorePlan.folderFor(vm, plan.destination().orElseThrow()).preview();
    }
}
