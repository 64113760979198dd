package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.ColorScheme;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class DesktopSchemeTest {

    @Test
    void thePortalAndTheSettingsAreUnderstood() {
        assertThat(DesktopScheme.parse("(<<uint32 1>>,)\n")).isEqualTo(dark());
        assertThat(DesktopScheme.parse("'prefer-dark'\n")).isEqualTo(dark());
        assertThat(DesktopScheme.parse("(<<uint32 2>>,)\n"))
                .isEqualTo(Optional.of(ColorScheme.LIGHT));
    }

    @Test
    void noPreferenceIsNone() {
        assertThat(DesktopScheme.parse("(<<uint32 0>>,)")).isEmpty();
        assertThat(DesktopScheme.parse("'default'")).isEmpty();
        assertThat(DesktopScheme.parse("")).isEmpty();
    }

    private static Optional<ColorScheme> dark() {
        return Optional.of(ColorScheme.DARK);
    }
}
