package org.lifeboat.report;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.Term;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.Verdict;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** All texts for people, from {@code messages.properties}. */
public final class Messages {

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.lifeboat.messages");

    /** Set by tests of windows: every text is longer then, as in many other languages. */
    private static final String LONGER = "lifeboat.texts.longer";

    private Messages() {}

    /**
     * @param facts put in place of {@code {0}}, {@code {1}}, ...; shown as they are
     */
    public static String text(String key, Object... facts) {
        return format(key, Arrays.stream(facts).map(Messages::fact).toArray());
    }

    /** For texts that differ by a number ({@link java.text.ChoiceFormat}). */
    public static String counted(String key, int count) {
        return format(key, count);
    }

    public static String text(Problem problem) {
        return format(problem.key(), problem.facts().stream().map(Messages::shown).toArray());
    }

    private static String shown(Object fact) {
        return switch (fact) {
            case ByteCount(long bytes) -> Sizes.text(bytes);
            case Term term -> text(term.key());
            case Problem reason -> withoutFullStop(text(reason));
            default -> printable(fact.toString());
        };
    }

    /** So that it can be the end of another sentence. */
    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
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

    private static String format(String key, Object... facts) {
        String text = new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(facts);
        return Boolean.getBoolean(LONGER)
                ? "[!! " + text + " ~".repeat(text.length() / 5) + " !!]"
                : text;
    }

    public static boolean has(String key) {
        return BUNDLE.containsKey(key);
    }

    /** A size in bytes is a {@link ByteCount}; a plain number is a count, whatever its type. */
    private static Object fact(Object fact) {
        return switch (fact) {
            case ByteCount(long bytes) -> Sizes.text(bytes);
            case Enum<?> constant -> constant(constant);
            default -> printable(fact.toString());
        };
    }

    /** Where the text of a constant stands: its type's name, then its own. */
    public static String key(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName().toLowerCase(Locale.ROOT)
                + "."
                + constant.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static String constant(Enum<?> constant) {
        String key = key(constant);
        return has(key) ? BUNDLE.getString(key) : constant.name();
    }

    /**
     * Names come from the backup: what would steer a terminal or turn a line around is shown as a
     * question mark.
     */
    public static String printable(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints()
                .forEach(
                        c -> {
                            int type = Character.getType(c);
                            boolean steers =
                                    type == Character.CONTROL
                                            || type == Character.FORMAT
                                            || type == Character.SURROGATE
                                            || type == Character.LINE_SEPARATOR
                                            || type == Character.PARAGRAPH_SEPARATOR;
                            safe.appendCodePoint(steers ? '?' : c);
                        });
        return safe.toString();
    }
}
