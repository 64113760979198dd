package org.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, about 1 second",
        "44.6, about 45 seconds",
        "89, about 89 seconds",
        "90, about 2 minutes",
        "3600, about 60 minutes",
        "5400, about 2 hours"
    })
    void theyAreAsExactAsAnybodyCanKnow(double seconds, String text) {
        assertThat(Durations.text(seconds)).isEqualTo(text);
    }
}
