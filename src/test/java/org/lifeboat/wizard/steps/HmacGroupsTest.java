package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HmacGroupsTest {

    @Test
    void digitsStandInGroupsOfEight() {
        assertThat(HmacGroups.of("0123456789abcdef01")).isEqualTo("01234567 89abcdef 01");
    }

    @Test
    void whatIsNoRowOfDigitsStaysAsItIs() {
        assertThat(HmacGroups.of("scrypt: it matches")).isEqualTo("scrypt: it matches");
        assertThat(HmacGroups.of("")).isEmpty();
    }

    @Test
    void groupsThatDifferAreCounted() {
        assertThat(HmacGroups.differences("0123456789abcdef", "0123456789ABCDEF")).isZero();
        assertThat(HmacGroups.differences("0123456789abcdef", "0123456789abcde0")).isEqualTo(1);
        assertThat(HmacGroups.differences("0123456789abcdef", "11234567")).isEqualTo(2);
    }

    @Test
    void onlyTwoRowsOfDigitsThatAreNotTheSameAreCompared() {
        assertThat(HmacGroups.canBeCompared("00", "01")).isTrue();
        assertThat(HmacGroups.canBeCompared("00", "00")).isFalse();
        assertThat(HmacGroups.canBeCompared("00", "")).isFalse();
    }
}
