package org.lifeboat.wizard;

import javafx.application.ColorScheme;

import org.lifeboat.local.OperatingSystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Light or dark as a Linux desktop's settings have it. On GNOME that is no matter of the theme,
 * which is all that JavaFX looks at: the desktop's portal tells, and where there is none, its
 * settings do.
 */
final class DesktopScheme {

    private static final int PATIENCE_SECONDS = 2;

    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of(
                            "gdbus",
                            "call",
                            "--session",
                            "--dest",
                            "org.freedesktop.portal.Desktop",
                            "--object-path",
                            "/org/freedesktop/portal/desktop",
                            "--method",
                            "org.freedesktop.portal.Settings.Read",
                            "org.freedesktop.appearance",
                            "color-scheme"),
                    List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme"));

    private DesktopScheme() {}

    /** Nothing where the desktop has no such setting or no preference. Waits for other programs. */
    static Optional<ColorScheme> now() throws InterruptedException {
        if (OperatingSystem.CURRENT != OperatingSystem.LINUX) {
            return Optional.empty();
        }
        for (List<String> command : COMMANDS) {
            Optional<ColorScheme> told = parse(answer(command));
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    /**
     * @param answer of the portal, such as {@code (<<uint32 1>>,)}, or of the settings, such as
     *     {@code 'prefer-dark'}
     */
    static Optional<ColorScheme> parse(String answer) {
        if (answer.contains("uint32 1") || answer.contains("prefer-dark")) {
            return Optional.of(ColorScheme.DARK);
        }
        if (answer.contains("uint32 2") || answer.contains("prefer-light")) {
            return Optional.of(ColorScheme.LIGHT);
        }
        return Optional.empty();
    }

    private static String answer(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException noSuchProgram) {
            return "";
        }
    }
}
