package org.lifeboat.local;

import java.util.concurrent.CompletionException;

/** Tells a full disk from other failures, since a person can do something about it. */
public final class FullDisk {

    private FullDisk() {}

    /** Whether a write failed for want of space or of a quota; the JDK says so in words alone. */
    public static boolean isCauseOf(Exception failed) {
        String reason =
                String.valueOf(
                        failed instanceof CompletionException wrapped
                                ? wrapped.getCause()
                                : failed);
        return reason.contains("No space left")
                || reason.contains("not enough space")
                || reason.contains("quota");
    }
}
