package org.lifeboat.wizard.kit;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/** Two things side by side where there is room for both, else one below the other. */
public final class TwoColumns extends Region {

    private static final double GAP = 20;

    /** Below this many times the text's size, a column is too narrow. */
    private static final double NARROWEST_EM = 23;

    private final Region first;
    private final Region second;
    private final double share;

    public TwoColumns(Region first, Region second) {
        this(first, second, 0.5);
    }

    /**
     * @param share of the width that the first gets where they are side by side, from 0 to 1
     */
    public TwoColumns(Region first, Region second, double share) {
        this.share = share;
        this.first = first;
        this.second = second;
        getChildren().addAll(first, second);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width > 0 ? width : getWidth()) - snappedLeftInset() - snappedRightInset();
        if (isWide(inner)) {
            double column = (inner - GAP) * share;
            return Math.max(first.prefHeight(column), second.prefHeight(inner - GAP - column));
        }
        return first.prefHeight(inner) + GAP + second.prefHeight(inner);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        if (isWide(width)) {
            double column = Math.round((width - GAP) * share);
            first.resizeRelocate(0, 0, column, getHeight());
            second.resizeRelocate(column + GAP, 0, width - GAP - column, getHeight());
        } else {
            double height = first.prefHeight(width);
            first.resizeRelocate(0, 0, width, height);
            second.resizeRelocate(
                    0,
                    height + GAP,
                    width,
                    Math.max(second.prefHeight(width), getHeight() - height - GAP));
        }
    }

    private boolean isWide(double width) {
        return width >= 2 * NARROWEST_EM * TextSize.pixelsProperty().get() + GAP;
    }
}
