package org.lifeboat.restore;

import org.lifeboat.catalog.Vm;
import org.lifeboat.problem.Problem;

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
}
