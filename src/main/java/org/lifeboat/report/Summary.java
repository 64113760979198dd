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
                    Messages.text(
                            report.mode() == Mode.RESTORE
                                    ? "summary.restore.ok"
                                    : "summary.verify.ok",
                            done);
            case CANCELLED ->
                    asked.size() == 1 && done == 0
                            ? Messages.text("summary.cancelled.one")
                            : Messages.text("summary.cancelled", done, asked.size());
            default -> done == asked.size() ? completeBut(done) : damaged(done, asked.size());
        };
    }

    private static String completeBut(int done) {
        return done == 1
                ? Messages.text("summary.complete.but.one")
                : Messages.text("summary.complete.but", done, done);
    }

    private static String damaged(int done, int all) {
        if (all == 1) {
            return Messages.text("summary.damaged.one");
        }
        boolean isOneOther = all - done == 1;
        return Messages.text(isOneOther ? "summary.damaged.other" : "summary.damaged", done, all);
    }
}
