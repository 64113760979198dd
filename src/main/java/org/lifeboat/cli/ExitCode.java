package org.lifeboat.cli;

import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.problem.UnusableDestination;
import org.lifeboat.restore.Verdict;

/** What the exit status says to scripts; promised to the outside. */
final class ExitCode {

    static final int OK = 0;
    static final int DAMAGED = 1;
    static final int USAGE = 2;
    static final int UNREADABLE = 3;
    static final int HEADER_MISMATCH = 4;
    static final int DESTINATION = 5;
    static final int CANCELLED = 130;

    private ExitCode() {}

    static int of(Verdict verdict) {
        return switch (verdict) {
            case OK, SKIPPED -> OK;
            case DAMAGED, MISSING -> DAMAGED;
            case CANCELLED -> CANCELLED;
        };
    }

    static int of(FatalException fatal) {
        return switch (fatal.refusal()) {
            case UnreadableBackup _ -> UNREADABLE;
            case HeaderMismatch _ -> HEADER_MISMATCH;
            case UnusableDestination _ -> DESTINATION;
        };
    }
}
