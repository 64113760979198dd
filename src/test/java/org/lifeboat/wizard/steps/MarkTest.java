package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.paint.Color;

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
    void everySquareCanBeSeenOnLightAndOnDark() {
        for (Mark mark : Mark.values()) {
            double own = luminance(ChunkMap.colour(mark));
            assertThat(contrast(own, luminance(Color.WHITE))).isGreaterThan(3);
            assertThat(contrast(own, luminance(Color.web("#0d1117")))).isGreaterThan(3);
        }
    }

    /** As the accessibility guidelines for the web (WCAG) define it. */
    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    @Test
    void damageIsAlwaysShown() {
        for (Mark mark : Mark.values()) {
            assertThat(mark == Mark.FAILED || Mark.FAILED.follows(mark)).isTrue();
        }
    }
}
