package org.lifeboat.wizard.steps;

import org.lifeboat.report.Messages;
import org.lifeboat.restore.ChunkState;
import org.lifeboat.restore.ChunkVerdict;

import java.util.Locale;

/** How a chunk is shown in a map: a colour, a shape and a word for each. */
enum Mark {
    WAITING,
    WORKING,
    AUTHENTIC,
    DECODED,
    FAILED,
    MISSING,
    LEFT;

    static Mark of(ChunkState state) {
        return switch (state) {
            case WAITING -> WAITING;
            case READING, DERIVING, AUTHENTICATING, DECODING -> WORKING;
            case AUTHENTIC -> AUTHENTIC;
            case DECODED -> DECODED;
            case FAILED -> FAILED;
            case LEFT -> LEFT;
        };
    }

    static Mark of(ChunkVerdict verdict) {
        return switch (verdict) {
            case VERIFIED -> AUTHENTIC;
            case FAILED -> FAILED;
            case MISSING -> MISSING;
            case UNREAD -> LEFT;
        };
    }

    /**
     * Whether it is to be shown where the other was until now. What is authentic is in work once
     * more while it is unpacked, and stays authentic meanwhile.
     */
    boolean follows(Mark before) {
        return rank() > before.rank();
    }

    private int rank() {
        return switch (this) {
            case WAITING -> 0;
            case WORKING -> 1;
            case AUTHENTIC -> 2;
            case DECODED -> 3;
            case LEFT, MISSING -> 4;
            case FAILED -> 5;
        };
    }

    String word() {
        return Messages.text("mark." + name().toLowerCase(Locale.ROOT));
    }
}
