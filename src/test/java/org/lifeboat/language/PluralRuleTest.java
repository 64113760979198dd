package org.lifeboat.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples are CLDR's own. */
class PluralRuleTest {

    @ParameterizedTest
    @CsvSource({
        "ONE_OTHER, ONE, 1",
        "ONE_OTHER, OTHER, 0 2 16 100 1000000",
        "ROMANCE, ONE, 1",
        "ROMANCE, MANY, 1000000 2000000",
        "ROMANCE, OTHER, 0 2 16 100 1000 100001",
        "ROMANCE_FROM_TWO, ONE, 0 1",
        "ROMANCE_FROM_TWO, MANY, 1000000",
        "ROMANCE_FROM_TWO, OTHER, 2 17 100 1000",
        "POLISH, ONE, 1",
        "POLISH, FEW, 2 3 4 22 23 24 32 102 1002",
        "POLISH, MANY, 0 5 11 12 13 14 19 21 100 112 1000000",
        "EAST_SLAVIC, ONE, 1 21 31 101 1001",
        "EAST_SLAVIC, FEW, 2 3 4 22 24 102 1002",
        "EAST_SLAVIC, MANY, 0 5 11 12 14 19 100 111 112 1000000",
        "NONE, OTHER, 0 1 2 100"
    })
    void aNumberHasTheFormThatTheLanguageGivesIt(
            PluralRule rule, PluralRule.Form form, String counts) {
        for (String count : counts.split(" ")) {
            assertThat(rule.form(Long.parseLong(count))).as(count).isEqualTo(form);
        }
    }
}
