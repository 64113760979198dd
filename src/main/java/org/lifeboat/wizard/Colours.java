package org.lifeboat.wizard;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.wizard.kit.Background;

import java.util.Locale;
import java.util.Optional;

/** Light or dark, as the system has it or as somebody chose. Lives on the window's thread. */
final class Colours {

    /** Tests and screenshots ask for one. */
    private static final String SCHEME = "lifeboat.scheme";

    /** What somebody wants. */
    enum Choice {
        SYSTEM,
        LIGHT,
        DARK
    }

    private static final ObjectProperty<Choice> CHOICE = new SimpleObjectProperty<>(Choice.SYSTEM);

    /** What the desktop's own settings say, where they say more than its theme does. */
    private static Optional<ColorScheme> desktop = Optional.empty();

    private static boolean followed;

    private Colours() {}

    static ObjectProperty<Choice> choiceProperty() {
        return CHOICE;
    }

    /** Whether the one who started the program asked for a scheme, for this time only. */
    static boolean isAskedFor() {
        return !System.getProperty(SCHEME, "").isEmpty();
    }

    /**
     * Goes on with what the system has when it changes, if that is wanted.
     *
     * @param preferred what was chosen another time
     */
    static void follow(Choice preferred, Background background) {
        CHOICE.set(
                isAskedFor()
                        ? Choice.valueOf(System.getProperty(SCHEME).toUpperCase(Locale.ROOT))
                        : preferred);
        if (!followed) {
            followed = true;
            CHOICE.addListener((property, before, now) -> apply());
            Platform.getPreferences()
                    .colorSchemeProperty()
                    .addListener((property, before, now) -> apply());
        }
        apply();
        background.run(
                DesktopScheme::now,
                found -> {
                    desktop = found;
                    apply();
                },
                notTold -> {});
    }

    private static void apply() {
        Application.setUserAgentStylesheet(
                (isDark() ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }

    private static boolean isDark() {
        return switch (CHOICE.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM ->
                    Platform.getPreferences().getColorScheme() == ColorScheme.DARK
                            || desktop.equals(Optional.of(ColorScheme.DARK));
        };
    }
}
