package org.lifeboat.report;

import org.lifeboat.restore.Mode;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;

import java.util.List;

/** A run in one sentence, which says "all" only if it was all. */
public final class Summary {

    private Summary() {}

    public static String of(RestoreReport report) {
        List<VmResult> asked =
                report.vms().stream().filter(vm -> vm.verdict() != Verdict.SKIPPED).toList();
        long complete = asked.stream().filter(vm -> vm.verdict() == Verdict.OK).count();
        int done = Math.toIntExact(complete);
        return switch (report.verdict()) {
            case OK ->
                    Messages.counted(
                            report.mode() == Mode.RESTORE
                                    ? "summary.restore.ok"
                                    : "summary.verify.ok",
                            done);
            case CANCELLED -> Messages.text("summary.cancelled", done, asked.size());
            default ->
                    Messages.text(
                            done == asked.size() ? "summary.complete.but" : "summary.damaged",
                            done,
                            asked.size());
        };
    }
}
