package org.lifeboat.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lifeboat.problem.ByteCount;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

class TextsTest {

    private static final java.util.regex.Pattern FACT =
            java.util.regex.Pattern.compile("\\{(\\d)[,}]");
    private static final Texts ENGLISH = Texts.of(Language.ENGLISH);

    @ParameterizedTest
    @EnumSource
    void everyLanguageHasEveryTextAndNoOther(Language language) {
        assertThat(Texts.of(language).keys()).isEqualTo(ENGLISH.keys());
    }

    @ParameterizedTest
    @EnumSource
    void everyTextHasTheFactsOfTheEnglishOne(Language language) {
        for (String key : ENGLISH.keys()) {
            assertThat(facts(Texts.of(language).pattern(key)))
                    .as(key)
                    .isEqualTo(facts(ENGLISH.pattern(key)));
        }
    }

    private static Set<String> facts(String pattern) {
        return FACT.matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * With numbers that have each form in some language, whether or not the text counts anything.
     */
    @ParameterizedTest
    @EnumSource
    void everyTextCanBeMadeWithAnyNumber(Language language) {
        Texts texts = Texts.of(language);
        for (String key : texts.keys()) {
            for (int count : new int[] {0, 1, 2, 5, 21, 22, 1_000_000}) {
                String text =
                        texts.text(key, count, count, count, count, count, count, count, count);
                assertThat(text).as(key).isNotBlank().doesNotContain("{", "}", "plural", "'");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextThatCountsHasTheFormsOfItsLanguage(Language language) {
        Set<String> needed = new TreeSet<>(List.of("other"));
        for (long count = 0; count < 200; count++) {
            needed.add(language.plurals().form(count).name().toLowerCase(java.util.Locale.ROOT));
        }
        for (String key : ENGLISH.keys()) {
            String pattern = Texts.of(language).pattern(key);
            if (pattern.contains(",plural,")) {
                for (String form : needed) {
                    assertThat(pattern).as(key).contains(form + "{");
                }
            }
        }
    }

    /** Alt and a letter press a button: where English has one, each language has. */
    @ParameterizedTest
    @EnumSource
    void whatHasAKeyInEnglishHasOneInEveryLanguage(Language language) {
        List<String> without = new ArrayList<>();
        for (String key : ENGLISH.keys()) {
            Matcher english = MNEMONIC.matcher(ENGLISH.pattern(key));
            if (english.find() != MNEMONIC.matcher(Texts.of(language).pattern(key)).find()) {
                without.add(key);
            }
        }
        assertThat(without).isEmpty();
    }

    private static final java.util.regex.Pattern MNEMONIC =
            java.util.regex.Pattern.compile("_[\\p{L}\\d]");

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, 0, 0 bytes",
        "ENGLISH, 1, 1 byte",
        "ENGLISH, 2, 2 bytes",
        "ENGLISH, 999, 999 bytes",
        "ENGLISH, 1000, 1.0 kB",
        "ENGLISH, 1049, 1.0 kB",
        "ENGLISH, 9949, 9.9 kB",
        "ENGLISH, 9950, 10 kB",
        "ENGLISH, 12345, 12 kB",
        "ENGLISH, 999499, 999 kB",
        "ENGLISH, 999500, 1.0 MB",
        "ENGLISH, 104857600, 105 MB",
        "ENGLISH, 4294967295, 4.3 GB",
        "ENGLISH, 402124800, 402 MB",
        "ENGLISH, 5000000000000, 5.0 TB",
        "ENGLISH, 9223372036854775807, 9223 PB",
        "GERMAN, 4294967296, '4,3 GB'",
        "FRENCH, 4294967296, '4,3 Go'",
        "RUSSIAN, 4294967296, '4,3 ГБ'",
        "JAPANESE, 4294967296, 4.3 GB"
    })
    void sizesAreInTheUnitsOfFileManagers(Language language, long bytes, String text) {
        assertThat(Texts.of(language).size(bytes)).isEqualTo(text);
        assertThat(Texts.of(language).text("wizard.destination.taken", new ByteCount(bytes)))
                .contains(text);
    }

    @Test
    void countsHaveTheirThousandsApart() {
        assertThat(ENGLISH.text("problem.run.more.of.the.same", 12345L)).contains("12,345");
    }

    @Test
    void aDayIsWrittenAsTheLanguageDoes() {
        Instant noon = Instant.parse("2026-11-29T12:00:00Z");
        assertThat(ENGLISH.day(noon)).contains("2026", "29", "Nov");
        assertThat(ENGLISH.minute(noon)).startsWith(ENGLISH.day(noon)).contains(":00");
    }

    @Test
    void aTextThatIsNotThereIsAFault() {
        assertThatThrownBy(() -> ENGLISH.text("no.such.text"))
                .isInstanceOf(MissingResourceException.class);
    }
}
