package org.lifeboat.wizard.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

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
        return home().resolve(fromHome(text).orElse(text.strip()));
    }

    /**
     * The same in a terminal, where everybody sees where they are: a name without a folder before
     * it begins there.
     *
     * @throws InvalidPathException if it can be no folder's name
     */
    public static Path typedInTerminal(String text) {
        return fromHome(text).map(home()::resolve).orElseGet(() -> here(text.strip()));
    }

    /**
     * The same of something that is there already: what is not in the current folder may be in the
     * home.
     *
     * @throws InvalidPathException if it can be no file's name
     */
    public static Path foundInTerminal(String text) {
        Path here = typedInTerminal(text);
        Path inHome = typed(text);
        return Files.exists(here) || !Files.exists(inHome) ? here : inHome;
    }

    private static Path here(String path) {
        return Path.of(path).toAbsolutePath();
    }

    /** What is behind a {@code ~}, if it begins with that. */
    private static Optional<String> fromHome(String text) {
        String path = text.strip();
        return path.equals("~") || path.startsWith("~/") || path.startsWith("~\\")
                ? Optional.of(path.substring(1).replaceFirst("^[/\\\\]+", ""))
                : Optional.empty();
    }

    /** A folder without the detours in its path, so that one folder has one path. */
    public static Path straight(Path folder) {
        Path whole = folder.toAbsolutePath();
        Path straight = whole.normalize();
        try {
            // Behind a symbolic link, “..” leads somewhere else.
            return Files.isSameFile(whole, straight) ? straight : whole;
        } catch (IOException notThere) {
            return straight;
        }
    }
}
