package org.lifeboat.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTest {

    private static String format(String text, PluralRule rule, Object... facts) {
        return Pattern.of(text)
                .format(
                        new Pattern.Facts() {
                            @Override
                            public String shown(int index) {
                                return facts[index].toString();
                            }

                            @Override
                            public long count(int index) {
                                return ((Number) facts[index]).longValue();
                            }

                            @Override
                            public PluralRule.Form form(long count) {
                                return rule.form(count);
                            }
                        });
    }

    @Test
    void factsStandWhereTheirNumbersAre() {
        assertThat(format("{1} of {0}", PluralRule.NONE, "a", "b")).isEqualTo("b of a");
        assertThat(format("nothing", PluralRule.NONE)).isEqualTo("nothing");
        assertThat(format("{0}", PluralRule.NONE, "{1} # }")).isEqualTo("{1} # }");
    }

    @Test
    void anExactNumberGoesBeforeAForm() {
        String text = "{0,plural,=0{nothing}one{# file}other{# files}}.";
        assertThat(format(text, PluralRule.ONE_OTHER, 0)).isEqualTo("nothing.");
        assertThat(format(text, PluralRule.ONE_OTHER, 1)).isEqualTo("1 file.");
        assertThat(format(text, PluralRule.ONE_OTHER, 7)).isEqualTo("7 files.");
    }

    @Test
    void aFormThatIsNotWrittenIsTheOther() {
        String text = "{0,plural,one{# plik}few{# pliki}other{# plików}}";
        assertThat(format(text, PluralRule.POLISH, 22)).isEqualTo("22 pliki");
        assertThat(format(text, PluralRule.POLISH, 5)).isEqualTo("5 plików");
    }

    @Test
    void aFormMayHoldOtherFacts() {
        String text = "{1,plural,one{{0} of #}other{{0} of all #}}";
        assertThat(format(text, PluralRule.ONE_OTHER, "x", 3)).isEqualTo("x of all 3");
    }

    @Test
    void theNumberSignIsOneOutsideOfPlurals() {
        assertThat(format("#1 {0}", PluralRule.NONE, "x")).isEqualTo("#1 x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{0",
                "a}b",
                "{x}",
                "{0,plural,one{a}}",
                "{0,plural,other{a}",
                "{0,choice,1#a}",
                "{0,plural,other{a"
            })
    void aTextThatCannotBeReadIsRefused(String text) {
        assertThatThrownBy(() -> Pattern.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
