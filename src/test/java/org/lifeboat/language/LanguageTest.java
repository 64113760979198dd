package org.lifeboat.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {

    @ParameterizedTest
    @EnumSource
    void aLanguageIsRememberedByItsTag(Language language) {
        assertThat(Language.ofTag(language.tag())).contains(language);
    }

    @Test
    void anUnknownTagIsNoLanguage() {
        assertThat(Language.ofTag("tlh")).isEmpty();
        assertThat(Language.ofTag("")).isEmpty();
        assertThat(Language.ofTag("../../etc")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en-US, ENGLISH", "en-GB, ENGLISH"})
    void anyRegionOfALanguageWillDo(String tag, Language language) {
        assertThat(Language.ofTag(tag)).contains(language);
    }
}
