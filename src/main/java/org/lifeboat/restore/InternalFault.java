package org.lifeboat.restore;

import org.lifeboat.local.FaultLog;
import org.lifeboat.problem.RunProblem;

/** What is told of a failure that nothing in a backup explains. Its cause goes to the log. */
public final class InternalFault {

    private InternalFault() {}

    /** Too little memory in plain words; a code for everything else. */
    public static RunProblem told(Throwable fault) {
        return fault instanceof OutOfMemoryError tooLarge
                ? told(tooLarge)
                : new RunProblem.Internal(FaultLog.keep(fault));
    }

    private static RunProblem told(OutOfMemoryError tooLarge) {
        try {
            FaultLog.keep(tooLarge);
        } catch (OutOfMemoryError again) {
            // There was not even enough to write it down.
        }
        return new RunProblem.OutOfMemory();
    }
}
