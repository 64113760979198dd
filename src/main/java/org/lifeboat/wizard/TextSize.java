package org.lifeboat.wizard;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;

/**
 * The size of text in pixels, from 100 % to 200 %. Icons follow it: they cannot be sized in em by a
 * style sheet.
 */
final class TextSize {

    static final double NORMAL = 14;
    private static final double LARGEST = 28;
    private static final double STEP = 1.4;

    private static final DoubleProperty PIXELS = new SimpleDoubleProperty(NORMAL);

    private TextSize() {}

    static DoubleProperty pixelsProperty() {
        return PIXELS;
    }

    static void set(double pixels) {
        PIXELS.set(Math.clamp(pixels, NORMAL, LARGEST));
    }

    static void larger() {
        set(PIXELS.get() + STEP);
    }

    static void smaller() {
        set(PIXELS.get() - STEP);
    }
}
