package org.lifeboat.problem;

import java.io.IOException;

/** An image, or a place in it, that cannot be read as what it claims to be. */
public final class DiskException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient DiskProblem problem;

    public DiskException(DiskProblem problem) {
        super(problem.code() + " " + problem.facts());
        this.problem = problem;
    }

    public DiskException(DiskCode code, Object... facts) {
        this(DiskProblem.of(code, facts));
    }

    public DiskProblem problem() {
        return problem;
    }
}
