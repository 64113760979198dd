package org.lifeboat.wizard.kit;

import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/** A picture as large as its place and itself allow, in its own proportions. */
public final class PictureBox extends Region {

    private static final double LEAST = 90;

    private final Image image;
    private final ImageView view;

    public PictureBox(Image image) {
        this.image = image;
        this.view = new ImageView(image);
        view.setPreserveRatio(true);
        getChildren().add(view);
        setMinSize(LEAST, LEAST);
        setPrefHeight(2 * LEAST);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    @Override
    protected void layoutChildren() {
        view.setFitWidth(Math.min(getWidth(), image.getWidth()));
        view.setFitHeight(Math.min(getHeight(), image.getHeight()));
        view.relocate(0, 0);
    }
}
