package org.lifeboat.problem;

/** The run itself: writing, cancelling, faults of this program. */
public sealed interface RunProblem extends Problem {

    record DriveFull(String file) implements RunProblem {}

    record WriteFailed(String file) implements RunProblem {}

    /** So many more than were told. */
    record MoreOfTheSame(int count) implements RunProblem {}

    record LeftIncomplete(String file) implements RunProblem {}

    /** The record of an interrupted restore that is not one of this backup, or was changed. */
    record RecordSetAside(String name) implements RunProblem {}

    /** Its drive is not there any more. */
    record BackupGone() implements RunProblem {}

    record Cancelled() implements RunProblem {}

    /** Of the memory that this program may have. */
    record OutOfMemory() implements RunProblem {}

    record Internal(String fault) implements RunProblem {}
}
