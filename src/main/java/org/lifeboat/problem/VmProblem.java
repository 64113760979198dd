package org.lifeboat.problem;

/** A VM, or the list of VMs. */
public sealed interface VmProblem extends Problem {

    record ArchiveMissing(String archive) implements VmProblem {}

    /** qubes.xml promises it, and nothing of it is there. */
    record Missing(String vm) implements VmProblem {}

    /** It is in the machine's list, but was not backed up. */
    record NotIncluded(String vm) implements VmProblem {}

    /** Its folder was there already. */
    record Renamed(String wished, String made) implements VmProblem {}

    record ListDamaged() implements VmProblem {}

    record ListMissing() implements VmProblem {}
}
