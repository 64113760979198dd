package org.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lifeboat.language.Language;

class LabelWordTest {

    @AfterEach
    void speakEnglish() {
        Messages.speak(Language.ENGLISH);
    }

    @Test
    void aColourOfQubesIsSaidInTheLanguageThatIsSpoken() {
        Messages.speak(Language.GERMAN);
        assertThat(LabelWord.of("purple")).isEqualTo("violett");
    }

    @Test
    void anotherLabelStaysAsTheBackupHasIt() {
        assertThat(LabelWord.of("mauve")).isEqualTo("mauve");
        assertThat(LabelWord.of("\u202Eder")).doesNotContain("\u202E");
    }
}
