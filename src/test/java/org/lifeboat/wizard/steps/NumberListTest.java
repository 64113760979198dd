package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberListTest {

    @Test
    void numbersAndRangesAreTakenAsPeopleTypeThem() {
        assertThat(NumberList.of("1 3 5-7", 8).orElseThrow()).containsExactly(1, 3, 5, 6, 7);
        assertThat(NumberList.of("2,1, 2", 8).orElseThrow()).containsExactly(1, 2);
        assertThat(NumberList.of(" 8 ", 8).orElseThrow()).containsExactly(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "9", "1-9", "3-1", "-2", "a", "1-2-3", "1 x", "99999999999"})
    void anythingElseIsNone(String typed) {
        assertThat(NumberList.of(typed, 8)).isEmpty();
    }
}
