package org.lifeboat.restore;

import org.lifeboat.catalog.Vm;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.VmProblem;

import java.util.List;

/**
 * What became of one VM.
 *
 * @param problems about the VM as a whole; those of its archives are with them
 */
public record VmResult(
        Vm vm, Verdict verdict, List<ArchiveResult> archives, List<Problem> problems) {

    public VmResult {
        archives = List.copyOf(archives);
        problems = List.copyOf(problems);
    }

    /** What is to be said of a VM that is not in the backup: whether it should be. */
    static VmResult absent(VmContents contents) {
        String name = contents.vm().name();
        return contents.vm().included()
                ? new VmResult(
                        contents.vm(),
                        Verdict.MISSING,
                        List.of(),
                        List.of(new VmProblem.Missing(name)))
                : new VmResult(
                        contents.vm(),
                        Verdict.SKIPPED,
                        List.of(),
                        List.of(new VmProblem.NotIncluded(name)));
    }
}
