package org.lifeboat.language;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.Term;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** All texts of one language. */
public final class Texts {

    private static final List<String> UNITS =
            List.of(
                    "size.kilobytes",
                    "size.megabytes",
                    "size.gigabytes",
                    "size.terabytes",
                    "size.petabytes");
    private static final Map<Language, Texts> LOADED = new ConcurrentHashMap<>();

    private final Language language;
    private final Properties texts;

    private Texts(Language language) {
        this.language = language;
        this.texts = load(language);
    }

    public static Texts of(Language language) {
        return LOADED.computeIfAbsent(language, Texts::new);
    }

    /** A bundle of the JDK's would fall back to the system's language where one is missing. */
    private static Properties load(Language language) {
        String file =
                language == Language.ENGLISH
                        ? "messages.properties"
                        : "messages_" + language.tag().replace('-', '_') + ".properties";
        try (InputStream stream = Texts.class.getResourceAsStream("/org/lifeboat/" + file)) {
            if (stream == null) {
                throw new MissingResourceException("no texts", file, "");
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Language language() {
        return language;
    }

    /** In the order of the alphabet. */
    public Set<String> keys() {
        return new TreeSet<>(texts.stringPropertyNames());
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The text as it was written, with places for facts. */
    public String pattern(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new MissingResourceException("no text", language.tag(), key);
        }
        return text;
    }

    /**
     * @param facts put in place of {@code {0}}, {@code {1}}, ...: whole numbers, sizes as {@link
     *     ByteCount}, constants, problems, terms; anything else is shown as it is
     */
    public String text(String key, Object... facts) {
        return Pattern.of(pattern(key)).format(new Shown(facts));
    }

    public String text(Problem problem) {
        return text(problem.key(), problem.facts().toArray());
    }

    /** Where the text of a constant stands: its type's name, then its own. */
    public static String key(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName().toLowerCase(Locale.ROOT)
                + "."
                + constant.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /**
     * In the units of file managers, powers of 1000: {@code 999 bytes}, {@code 1.0 kB}, {@code 12
     * MB}: two digits at least, no more than three.
     */
    public String size(long bytes) {
        if (bytes < 1000) {
            return text("size.bytes", bytes);
        }
        double value = bytes;
        int unit = -1;
        do {
            value /= 1000;
            unit++;
        } while (value >= 999.5 && unit + 1 < UNITS.size());
        String digits = String.format(language.locale(), value < 9.95 ? "%.1f" : "%.0f", value);
        return text(UNITS.get(unit), digits);
    }

    /** The day in this computer's time zone: {@code 29 Nov 2026}, as the language writes it. */
    public String day(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language.locale())
                .withZone(ZoneId.systemDefault())
                .format(time);
    }

    /** The day and the minute. */
    public String minute(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language.locale())
                .withZone(ZoneId.systemDefault())
                .format(time);
    }

    public String number(long count) {
        return NumberFormat.getIntegerInstance(language.locale()).format(count);
    }

    /**
     * Names come from the backup: what would steer a terminal or turn a line around is shown as a
     * question mark.
     */
    public static String printable(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints().forEach(c -> safe.appendCodePoint(steers(c) ? '?' : c));
        return safe.toString();
    }

    private static boolean steers(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private final class Shown implements Pattern.Facts {

        private final Object[] facts;

        Shown(Object[] facts) {
            this.facts = facts;
        }

        @Override
        public String shown(int index) {
            return switch (facts[index]) {
                case ByteCount(long bytes) -> size(bytes);
                case Term term -> text(term.key());
                case Enum<?> constant when has(key(constant)) -> text(key(constant));
                case Problem reason -> withoutFullStop(text(reason));
                case Integer number -> number(number);
                case Long number -> number(number);
                default -> printable(facts[index].toString());
            };
        }

        @Override
        public long count(int index) {
            return ((Number) facts[index]).longValue();
        }

        @Override
        public PluralRule.Form form(long count) {
            return language.plurals().form(count);
        }

        /** So that it can be the end of another sentence. */
        private static String withoutFullStop(String sentence) {
            return sentence.endsWith(".") || sentence.endsWith("。")
                    ? sentence.substring(0, sentence.length() - 1)
                    : sentence;
        }
    }
}
