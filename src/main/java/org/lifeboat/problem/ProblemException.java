package org.lifeboat.problem;

import java.io.IOException;

/**
 * Ends the work on one chunk, archive, file or disk; whoever is responsible for that turns it into
 * a result.
 */
public final class ProblemException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /**
     * @param cause what was thrown first, or null
     */
    public ProblemException(Problem problem, Throwable cause) {
        super(problem.key(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
