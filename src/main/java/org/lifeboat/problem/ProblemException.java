package org.lifeboat.problem;

import java.io.IOException;

/**
 * Ends the reading or writing of one archive; caught by the engine, which turns it into a result.
 */
public final class ProblemException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code().name());
        this.problem = problem;
    }

    public ProblemException(Code code, Object... facts) {
        this(Problem.of(code, facts));
    }

    public Problem problem() {
        return problem;
    }
}
