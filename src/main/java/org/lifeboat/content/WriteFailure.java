package org.lifeboat.content;

import org.lifeboat.local.FullDisk;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

import java.nio.file.Path;

/** The problem behind a failed write. */
public final class WriteFailure {

    private WriteFailure() {}

    /** A full drive is told apart, since a person can do something about it. */
    public static ProblemException of(Path path, Exception failed) {
        if (failed instanceof ProblemException known) {
            return known;
        }
        String name = path.getFileName().toString();
        return FullDisk.isCauseOf(failed)
                ? new ProblemException(new RunProblem.DriveFull(name), failed)
                : new ProblemException(new RunProblem.WriteFailed(name), failed);
    }
}
