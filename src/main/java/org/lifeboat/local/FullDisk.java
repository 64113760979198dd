package org.lifeboat.local;

import java.nio.file.FileSystemException;
import java.util.concurrent.CompletionException;

/** Tells a full disk from other failures, since a person can do something about it. */
public final class FullDisk {

    private FullDisk() {}

    /** Whether a write failed for want of space or of a quota; the JDK says so in words alone. */
    public static boolean isCauseOf(Exception failed) {
        String reason = reason(failed instanceof CompletionException ? failed.getCause() : failed);
        return reason.contains("No space left")
                || reason.contains("not enough space")
                || reason.contains("quota");
    }

    /** Without the file's name, which may say anything. */
    private static String reason(Throwable failed) {
        return String.valueOf(
                failed instanceof FileSystemException named
                        ? named.getReason()
                        : failed.getMessage());
    }
}
