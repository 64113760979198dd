package org.lifeboat.wizard.kit;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Folders as people type them. */
public final class Folders {

    private Folders() {}

    public static Path home() {
        return Path.of(System.getProperty("user.home", ".")).toAbsolutePath();
    }

    /**
     * The folder that somebody typed. {@code ~} is the home, and so is where a name without a
     * folder before it begins, since nobody sees where the program was started.
     *
     * @throws InvalidPathException if it can be no folder's name
     */
    public static Path typed(String text) {
        String path = text.strip();
        if (path.equals("~") || path.startsWith("~/") || path.startsWith("~\\")) {
            path = path.substring(1).replaceFirst("^[/\\\\]+", "");
        }
        return home().resolve(path);
    }
}
