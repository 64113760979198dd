package org.lifeboat.restore;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

/**
 * A wish to stop that the engine looks at between pieces of work. Safe for use by several threads.
 */
public class Cancellation {

    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }

    /**
     * @throws ProblemException {@link RunProblem.Cancelled} if it was requested
     */
    void check() throws ProblemException {
        if (requested) {
            throw new ProblemException(new RunProblem.Cancelled());
        }
    }
}
