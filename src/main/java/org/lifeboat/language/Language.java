package org.lifeboat.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that all texts are written in. */
public enum Language {
    ENGLISH("en", "English", PluralRule.ONE_OTHER),
    GERMAN("de", "Deutsch", PluralRule.ONE_OTHER),
    SPANISH("es", "Español", PluralRule.ROMANCE),
    FRENCH("fr", "Français", PluralRule.ROMANCE_FROM_TWO),
    ITALIAN("it", "Italiano", PluralRule.ROMANCE),
    DUTCH("nl", "Nederlands", PluralRule.ONE_OTHER),
    POLISH("pl", "Polski", PluralRule.POLISH),
    PORTUGUESE("pt-BR", "Português (Brasil)", PluralRule.ROMANCE_FROM_TWO),
    TURKISH("tr", "Türkçe", PluralRule.ONE_OTHER),
    RUSSIAN("ru", "Русский", PluralRule.EAST_SLAVIC),
    UKRAINIAN("uk", "Українська", PluralRule.EAST_SLAVIC),
    JAPANESE("ja", "日本語", PluralRule.NONE),
    CHINESE("zh-CN", "简体中文", PluralRule.NONE);

    private final Locale locale;
    private final String ownName;
    private final PluralRule plurals;

    Language(String tag, String ownName, PluralRule plurals) {
        this.locale = Locale.forLanguageTag(tag);
        this.ownName = ownName;
        this.plurals = plurals;
    }

    /** For numbers and dates. */
    public Locale locale() {
        return locale;
    }

    /** What its speakers call it. */
    public String ownName() {
        return ownName;
    }

    /** For a computer that cannot show its own. */
    public String englishName() {
        return locale.getDisplayLanguage(Locale.ENGLISH);
    }

    /** The tag of BCP 47, by which a choice is remembered. */
    public String tag() {
        return locale.toLanguageTag();
    }

    PluralRule plurals() {
        return plurals;
    }

    /** Those written in signs for which not every system has a font. */
    public boolean needsItsFont() {
        return plurals == PluralRule.NONE;
    }

    /**
     * @param tag of BCP 47 ({@code de-AT}); of the regions of a language that is here once, any
     *     will do
     */
    public static Optional<Language> ofTag(String tag) {
        return of(Locale.forLanguageTag(tag));
    }

    /** Traditional Chinese is another script: its readers get English. */
    public static Optional<Language> of(Locale wanted) {
        if (wanted.getLanguage().equals("zh") && isTraditional(wanted)) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(language -> language.locale.getLanguage().equals(wanted.getLanguage()))
                .findFirst();
    }

    private static boolean isTraditional(Locale chinese) {
        return chinese.getScript().equals("Hant")
                || chinese.getScript().isEmpty()
                        && List.of("TW", "HK", "MO").contains(chinese.getCountry());
    }
}
