package org.lifeboat.wizard.kit;

import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;

/**
 * A field and its button: in one line, or the button below where too little of the text is seen.
 */
final class FieldLine extends Region {

    private static final double GAP = 8;
    private static final double NARROWEST_EM = 12;

    private final TextField field;
    private final Button button;

    FieldLine(TextField field, Button button) {
        this.field = field;
        this.button = button;
        getChildren().setAll(field, button);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /** Rounded up: a fraction of a pixel less cuts a letter off. */
    private double buttonWidth() {
        return Math.ceil(button.prefWidth(-1));
    }

    private boolean isOneLine(double width) {
        double left = width - buttonWidth() - GAP;
        return left >= NARROWEST_EM * TextSize.pixelsProperty().get();
    }

    @Override
    protected double computeMinWidth(double height) {
        return buttonWidth();
    }

    @Override
    protected double computePrefHeight(double width) {
        double first = field.prefHeight(-1);
        double second = button.prefHeight(-1);
        boolean oneLine = isOneLine(width > 0 ? width : getWidth());
        return oneLine ? Math.max(first, second) : first + GAP + second;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double buttonWidth = buttonWidth();
        double fieldHeight = field.prefHeight(-1);
        double buttonHeight = button.prefHeight(-1);
        if (isOneLine(width)) {
            double height = Math.max(fieldHeight, buttonHeight);
            double left = Math.floor(width - buttonWidth);
            field.resizeRelocate(0, 0, left - GAP, height);
            button.resizeRelocate(left, 0, width - left, height);
        } else {
            field.resizeRelocate(0, 0, width, fieldHeight);
            button.resizeRelocate(0, fieldHeight + GAP, buttonWidth, buttonHeight);
        }
    }
}
