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

    String word() {
        return Messages.text("mark." + name().toLowerCase(Locale.ROOT));
    }
}
