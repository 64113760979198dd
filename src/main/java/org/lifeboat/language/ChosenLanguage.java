package org.lifeboat.language;

import org.lifeboat.local.StateFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The language that somebody chose in the window, else the system's if it is here, else English.
 */
public final class ChosenLanguage {

    /** For tests and screenshots. */
    private static final String PROPERTY = "lifeboat.language";

    private static final int LONGEST_TAG = 20;

    private ChosenLanguage() {}

    public static Language now() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .or(ChosenLanguage::remembered)
                .flatMap(Language::ofTag)
                .or(() -> Language.of(Locale.getDefault(Locale.Category.DISPLAY)))
                .orElse(Language.ENGLISH);
    }

    /** Forgotten if it cannot be written: the next start then speaks the system's language. */
    public static void remember(Language language) {
        try {
            Files.createDirectories(StateFolder.path());
            Files.writeString(file(), language.tag());
        } catch (IOException notKept) {
            // The window speaks it all the same.
        }
    }

    private static Optional<String> remembered() {
        try {
            return Files.size(file()) <= LONGEST_TAG
                    ? Optional.of(Files.readString(file()).strip())
                    : Optional.empty();
        } catch (IOException nothing) {
            return Optional.empty();
        }
    }

    private static Path file() {
        return StateFolder.path().resolve("language");
    }
}
