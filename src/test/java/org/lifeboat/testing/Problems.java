package org.lifeboat.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.lifeboat.problem.ProblemException;

/** Asserts that something ends in a problem, as everything that comes from a backup must. */
public final class Problems {

    private Problems() {}

    /** The problem that the work ended in; anything else thrown, or nothing, fails the test. */
    public static Class<?> codeOf(ThrowingCallable work) {
        Throwable thrown = catchThrowable(work);
        assertThat(thrown).isInstanceOf(ProblemException.class);
        return ((ProblemException) thrown).problem().getClass();
    }
}
