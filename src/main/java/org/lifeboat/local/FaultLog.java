package org.lifeboat.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what went wrong in this program itself, so that it can be reported. Of an exception only
 * its class and where it came from are written: its text may hold a name or a secret.
 */
public final class FaultLog {

    private static final String NAME = "faults.log";
    private static final String BEFORE = "faults.1.log";

    /** Bytes after which a new file is begun; one older file is kept. */
    private static final long LARGEST = 256 << 10;

    private static final FaultLog USERS = new FaultLog(StateFolder.path());

    private final Path folder;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * @param folder made when the first fault comes
     */
    FaultLog(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes it to this user's log, once for as long as the program runs.
     *
     * @return its code, the same for the same fault: {@code LB-1A2B}
     */
    public static String keep(Throwable fault) {
        return USERS.add(fault);
    }

    /** Where they are written; it may not be there. */
    public static Path file() {
        return USERS.folder.resolve(NAME);
    }

    String add(Throwable fault) {
        String code = code(fault);
        if (known.add(code)) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            write(
                    "%s %s, Lifeboat %s, %s, Java %s%n%s%n"
                            .formatted(
                                    now,
                                    code,
                                    Version.TEXT,
                                    OperatingSystem.NAME,
                                    Runtime.version(),
                                    trace(fault)));
        }
        return code;
    }

    /** Made of the kind of the first cause, and of the place in this program where it came up. */
    private static String code(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        int hash = root.getClass().getName().hashCode();
        for (StackTraceElement frame : root.getStackTrace()) {
            if (frame.getClassName().startsWith("org.lifeboat")) {
                hash = 31 * hash + (frame.getClassName() + "." + frame.getMethodName()).hashCode();
                break;
            }
        }
        return "LB-%04X".formatted((hash ^ hash >>> 16) & 0xffff);
    }

    private static String trace(Throwable fault) {
        StringBuilder trace = new StringBuilder();
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            trace.append(cause.getClass().getName()).append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                trace.append("  ").append(frame).append('\n');
            }
            cause = cause.getCause();
        }
        return trace.toString();
    }

    private synchronized void write(String text) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(NAME);
            if (Files.exists(file) && Files.size(file) > LARGEST) {
                Files.move(file, folder.resolve(BEFORE), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | RuntimeException nowhere) {
            // The code alone must do.
        }
    }
}
