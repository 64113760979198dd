package org.lifeboat.restore;

import org.lifeboat.problem.Problem;

import java.util.ArrayList;
import java.util.List;

/** What is to be told of a piece of work, and the verdict that comes of it. For one thread. */
final class Findings {

    private final List<Problem> problems = new ArrayList<>();
    private Verdict verdict = Verdict.OK;

    /**
     * @param with what the problem makes of the verdict
     */
    void note(Verdict with, Problem problem) {
        verdict = verdict.and(with);
        problems.add(problem);
    }

    void note(Verdict with, List<Problem> several) {
        verdict = verdict.and(with);
        problems.addAll(several);
    }

    void cancelled() {
        verdict = Verdict.CANCELLED;
    }

    Verdict verdict() {
        return verdict;
    }

    List<Problem> problems() {
        return problems;
    }
}
