package org.lifeboat.report;

import org.lifeboat.language.ChosenLanguage;
import org.lifeboat.language.Language;
import org.lifeboat.language.Texts;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.Verdict;

import java.time.Instant;
import java.util.Locale;

/** All texts for people, in the language that was chosen. */
public final class Messages {

    /** Set by tests of windows: every text is longer then, as in many other languages. */
    private static final String LONGER = "lifeboat.texts.longer";

    private static volatile Texts texts = Texts.of(ChosenLanguage.now());

    private Messages() {}

    /** What is shown from now on is in this language. */
    public static void speak(Language language) {
        texts = Texts.of(language);
    }

    public static Language language() {
        return texts.language();
    }

    /**
     * @param facts put in place of {@code {0}}, {@code {1}}, ...
     * @see Texts#text(String, Object...)
     */
    public static String text(String key, Object... facts) {
        return perhapsLonger(texts.text(key, facts));
    }

    public static String text(Problem problem) {
        return perhapsLonger(texts.text(problem));
    }

    public static String text(FatalException fatal) {
        return text(fatal.refusal());
    }

    public static String text(Verdict verdict) {
        return text("verdict." + verdict.name().toLowerCase(Locale.ROOT));
    }

    public static String text(ChunkVerdict verdict) {
        return text("chunk." + verdict.name().toLowerCase(Locale.ROOT));
    }

    private static String perhapsLonger(String text) {
        return Boolean.getBoolean(LONGER)
                ? "[!! " + text + " ~".repeat(text.length() / 5) + " !!]"
                : text;
    }

    public static boolean has(String key) {
        return texts.has(key);
    }

    /** In the units of file managers, powers of 1000. */
    public static String size(long bytes) {
        return texts.size(bytes);
    }

    /**
     * @see Texts#day(Instant)
     */
    public static String day(Instant time) {
        return texts.day(time);
    }

    /**
     * @see Texts#minute(Instant)
     */
    public static String minute(Instant time) {
        return texts.minute(time);
    }

    /**
     * @see Texts#key(Enum)
     */
    public static String key(Enum<?> constant) {
        return Texts.key(constant);
    }

    /**
     * @see Texts#printable(String)
     */
    public static String printable(String name) {
        return Texts.printable(name);
    }
}
