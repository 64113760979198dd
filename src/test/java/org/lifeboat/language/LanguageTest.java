package org.lifeboat.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(strings = {"zh-TW", "zh-HK", "zh-Hant", "zh-Hant-CN"})
    void whoReadsTraditionalChineseGetsNoSimplified(String tag) {
        assertThat(Language.ofTag(tag)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, ENGLISH",
        "en-GB, ENGLISH",
        "de-AT, GERMAN",
        "pt, PORTUGUESE",
        "pt-PT, PORTUGUESE",
        "zh, CHINESE",
        "zh-SG, CHINESE",
        "zh-Hans-TW, CHINESE",
        "uk-UA, UKRAINIAN"
    })
    void anyRegionOfALanguageWillDo(String tag, Language language) {
        assertThat(Language.ofTag(tag)).contains(language);
    }
}
