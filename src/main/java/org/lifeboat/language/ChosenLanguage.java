package org.lifeboat.language;

import org.lifeboat.local.Settings;

import java.util.Locale;
import java.util.Optional;

/**
 * The language that somebody chose in the window, else the system's if it is here, else English.
 */
public final class ChosenLanguage {

    /** For tests and screenshots. */
    private static final String PROPERTY = "lifeboat.language";

    private static final String KEY = "language";

    private ChosenLanguage() {}

    public static Language now() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .or(() -> Settings.get(KEY))
                .flatMap(Language::ofTag)
                .or(() -> Language.of(Locale.getDefault(Locale.Category.DISPLAY)))
                .orElse(Language.ENGLISH);
    }

    /** Forgotten if it cannot be written: the next start then speaks the system's language. */
    public static void remember(Language language) {
        Settings.put(KEY, language.tag());
    }
}
