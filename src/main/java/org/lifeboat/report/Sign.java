package org.lifeboat.report;

import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.Verdict;

/**
 * How a verdict looks on the page: colour is never its only sign.
 *
 * @param mark one character
 * @param style a class of the style sheet
 */
record Sign(String mark, String style) {

    private static final Sign GOOD = new Sign("✓", "ok");
    private static final Sign BAD = new Sign("✗", "bad");
    private static final Sign NOT_THERE = new Sign("?", "bad");
    private static final Sign ENDED = new Sign("–", "bad");
    private static final Sign LEFT_OUT = new Sign("–", "quiet");

    static Sign of(Verdict verdict) {
        return switch (verdict) {
            case OK -> GOOD;
            case DAMAGED -> BAD;
            case MISSING -> NOT_THERE;
            case CANCELLED -> ENDED;
            case SKIPPED -> LEFT_OUT;
        };
    }

    static Sign of(ChunkVerdict verdict) {
        return switch (verdict) {
            case VERIFIED -> GOOD;
            case FAILED -> BAD;
            case MISSING -> NOT_THERE;
            case UNREAD -> LEFT_OUT;
        };
    }

    /** A tag of this verdict's colour. */
    String tag(String name) {
        return name + " class=\"" + style + "\"";
    }
}
