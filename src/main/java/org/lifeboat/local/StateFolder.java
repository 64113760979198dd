package org.lifeboat.local;

import java.nio.file.Path;

/**
 * Where this system keeps what a program remembers for its user: XDG's state folder, its like on
 * macOS and Windows.
 */
public final class StateFolder {

    private StateFolder() {}

    /** This program's own; perhaps not made yet. */
    public static Path path() {
        Path home = Path.of(System.getProperty("user.home", ".")).toAbsolutePath();
        if (OperatingSystem.CURRENT == OperatingSystem.MAC) {
            return home.resolve("Library/Application Support/Lifeboat");
        }
        String variable =
                OperatingSystem.CURRENT == OperatingSystem.WINDOWS
                        ? "LOCALAPPDATA"
                        : "XDG_STATE_HOME";
        String folder = System.getenv(variable);
        Path base =
                folder == null || folder.isBlank() ? home.resolve(".local/state") : Path.of(folder);
        return base.resolve("lifeboat");
    }
}
