package org.lifeboat.wizard.kit;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;

import java.util.Locale;

/**
 * The size of text in pixels, from 100 % to 200 %. Icons follow it: they cannot be sized in em by a
 * style sheet.
 */
public final class TextSize {

    public static final double NORMAL = 14;
    private static final double LARGEST = 28;
    private static final double STEP = 1.4;

    private static final DoubleProperty PIXELS = new SimpleDoubleProperty(NORMAL);

    private TextSize() {}

    public static DoubleProperty pixelsProperty() {
        return PIXELS;
    }

    /** Makes a window's or a dialog's root follow. */
    public static void apply(Node root) {
        root.styleProperty().bind(PIXELS.asString(Locale.ROOT, "-fx-font-size: %.1fpx;"));
    }

    public static void set(double pixels) {
        PIXELS.set(Math.clamp(pixels, NORMAL, LARGEST));
    }

    public static void reset() {
        set(NORMAL);
    }

    public static void larger() {
        set(PIXELS.get() + STEP);
    }

    public static void smaller() {
        set(PIXELS.get() - STEP);
    }
}
