package org.lifeboat.wizard;

import org.lifeboat.report.Version;
import org.lifeboat.wizard.kit.OperatingSystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is kept of a failure that nobody expected: kinds and places in the program, never messages,
 * since those may hold names of files and VMs.
 */
final class CrashReport {

    private static final int MOST_FRAMES = 40;

    private CrashReport() {}

    /**
     * The same for the same fault, so that two people can tell that they met the same one: {@code
     * LB-1A2B}.
     */
    static String code(Throwable failure) {
        Throwable root = root(failure);
        int hash = root.getClass().getName().hashCode();
        for (StackTraceElement frame : root.getStackTrace()) {
            if (frame.getClassName().startsWith("org.lifeboat")) {
                hash = 31 * hash + (frame.getClassName() + "." + frame.getMethodName()).hashCode();
                break;
            }
        }
        return "LB-%04X".formatted((hash ^ hash >>> 16) & 0xffff);
    }

    static String text(Throwable failure) {
        StringBuilder text =
                new StringBuilder("Lifeboat " + Version.TEXT + ", " + code(failure) + "\n");
        text.append(OperatingSystem.NAME).append(", Java ").append(Runtime.version()).append('\n');
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getClass().getName()).append('\n');
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                text.append("    ").append(frames[i]).append('\n');
            }
        }
        return text.toString();
    }

    /** The log's place, or nothing if the system has none. */
    static Optional<Path> save(Throwable failure) {
        try {
            return Optional.of(
                    Files.writeString(Files.createTempFile("lifeboat-", ".log"), text(failure)));
        } catch (IOException nowhere) {
            return Optional.empty();
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
