package org.lifeboat.problem;

/** One member of an inner tar, by its name there (step 7). */
public sealed interface MemberProblem extends Problem {

    record Foreign(String member, String archive) implements MemberProblem {}

    /** Its name leads out of the folder or through something that is no folder. */
    record Unsafe(String member) implements MemberProblem {}

    record Twice(String member) implements MemberProblem {}

    /** A hard link to a file that is not there. */
    record LinkTargetUnknown(String member) implements MemberProblem {}

    record NameNotWritable(String member) implements MemberProblem {}

    /** A device or a pipe. */
    record KindSkipped(String member) implements MemberProblem {}

    record LinkNotWritable(String link, String target) implements MemberProblem {}

    record Renamed(String member, String nameHere) implements MemberProblem {}
}
