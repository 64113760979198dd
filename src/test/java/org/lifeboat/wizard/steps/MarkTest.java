package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkTest {

    @Test
    void whatIsAuthenticNeverLooksLessWhileItIsUnpacked() {
        assertThat(Mark.AUTHENTIC.follows(Mark.WORKING)).isTrue();
        assertThat(Mark.WORKING.follows(Mark.AUTHENTIC)).isFalse();
        assertThat(Mark.DECODED.follows(Mark.AUTHENTIC)).isTrue();
        assertThat(Mark.AUTHENTIC.follows(Mark.DECODED)).isFalse();
    }

    @Test
    void damageIsAlwaysShown() {
        for (Mark mark : Mark.values()) {
            assertThat(mark == Mark.FAILED || Mark.FAILED.follows(mark)).isTrue();
        }
    }
}
