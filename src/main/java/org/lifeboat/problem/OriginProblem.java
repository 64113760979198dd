package org.lifeboat.problem;

/** Where something came from that is damaged in the backup itself. Nothing of it is lost. */
public sealed interface OriginProblem extends Problem {

    /** So many parts, from another copy. */
    record PartsFromCopy(int count, String copy) implements OriginProblem {}

    record HeaderFromCopy(String copy) implements OriginProblem {}
}
