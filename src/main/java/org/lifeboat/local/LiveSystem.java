package org.lifeboat.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** A system that was started from a stick or a disc and keeps its changes in memory. */
public final class LiveSystem {

    /** What such systems are started with: Debian, Ubuntu, Fedora, Arch and those made of them. */
    private static final Set<String> MARKS =
            Set.of(
                    "boot=live",
                    "boot=casper",
                    "rd.live.image",
                    "toram",
                    "copytoram",
                    "archisobasedir");

    private static final boolean RUNNING = isLive(commandLine());

    private LiveSystem() {}

    /** Whether this computer runs one now. */
    public static boolean isRunning() {
        return RUNNING;
    }

    /**
     * @param commandLine that a kernel was started with
     */
    static boolean isLive(String commandLine) {
        return Arrays.stream(commandLine.strip().split("\\s+"))
                .map(word -> word.startsWith("archisobasedir=") ? "archisobasedir" : word)
                .anyMatch(MARKS::contains);
    }

    private static String commandLine() {
        try {
            return Files.readString(Path.of("/proc/cmdline"));
        } catch (IOException notLinux) {
            return "";
        }
    }
}
