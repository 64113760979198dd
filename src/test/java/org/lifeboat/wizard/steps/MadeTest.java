package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;

class MadeTest {

    @Test
    void theDayIsThatOfTheName() {
        assertThat(Made.day("qubes-backup-2016-01-31T120000")).contains(LocalDate.of(2016, 1, 31));
        assertThat(Made.sentence("qubes-2016-01-31T120000", 3))
                .contains("Qubes R2 to R3.2", "Jan 31, 2016");
    }

    @Test
    void aNameWithoutADayTellsNone() {
        assertThat(Made.day("old backup")).isEmpty();
        assertThat(Made.day("qubes-2016-13-31T120000")).isEmpty();
        assertThat(Made.sentence("old backup", 4)).contains("Qubes R4").doesNotContain("name");
    }
}
