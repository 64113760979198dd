package org.lifeboat.restore;

import org.lifeboat.catalog.Vm;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.VmProblem;

import java.util.ArrayList;
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
        boolean isPromised = contents.vm().included();
        String name = contents.vm().name();
        List<Problem> problems = new ArrayList<>(contents.problems());
        problems.add(isPromised ? new VmProblem.Missing(name) : new VmProblem.NotIncluded(name));
        return new VmResult(
                contents.vm(), isPromised ? Verdict.MISSING : Verdict.SKIPPED, List.of(), problems);
    }
}
