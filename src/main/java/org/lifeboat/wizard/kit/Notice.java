package org.lifeboat.wizard.kit;

import org.lifeboat.local.OperatingSystem;

import java.io.IOException;
import java.util.List;

/**
 * A message of the desktop's own, for somebody who does something else meanwhile. Where the desktop
 * has no such thing, nothing happens.
 */
public final class Notice {

    private Notice() {}

    public static void show(Background background, String title, String sentence) {
        List<String> command = command(OperatingSystem.CURRENT, title, sentence);
        if (!command.isEmpty()) {
            background.run(() -> start(command), started -> {}, noSuchProgram -> {});
        }
    }

    /** Nothing for systems that have no command for it. */
    static List<String> command(OperatingSystem system, String title, String sentence) {
        return switch (system) {
            case LINUX, OTHER ->
                    List.of(
                            "notify-send",
                            "--app-name=Lifeboat",
                            "--icon=lifeboat",
                            "--hint=string:sound-name:complete",
                            "--",
                            title,
                            sentence);
            case MAC ->
                    List.of(
                            "osascript",
                            "-e",
                            "on run argv",
                            "-e",
                            "display notification (item 2 of argv) with title (item 1 of argv)"
                                    + " sound name \"Glass\"",
                            "-e",
                            "end run",
                            title,
                            sentence);
            case WINDOWS -> List.of();
        };
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
