package org.lifeboat.wizard;

import org.lifeboat.local.Settings;
import org.lifeboat.wizard.kit.TextSize;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How large the text was and which colours the window had, kept when it closes for the next time.
 */
final class Remembered {

    private static final String TEXT_PIXELS = "text-pixels";
    private static final String COLOURS = "colours";

    private Remembered() {}

    /** Nothing where none was kept, or what was is no number. */
    static Optional<Double> textPixels() {
        try {
            return Settings.get(TEXT_PIXELS).map(Double::valueOf).filter(Double::isFinite);
        } catch (NumberFormatException edited) {
            return Optional.empty();
        }
    }

    static Colours.Choice colours() {
        return Arrays.stream(Colours.Choice.values())
                .filter(choice -> Settings.get(COLOURS).equals(Optional.of(nameOf(choice))))
                .findFirst()
                .orElse(Colours.Choice.SYSTEM);
    }

    static void keep() {
        Settings.put(TEXT_PIXELS, String.valueOf(TextSize.pixelsProperty().get()));
        if (!Colours.isAskedFor()) {
            Settings.put(COLOURS, nameOf(Colours.choiceProperty().get()));
        }
    }

    private static String nameOf(Colours.Choice choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
