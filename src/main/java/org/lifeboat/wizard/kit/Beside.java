package org.lifeboat.wizard.kit;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;

/** What few people need, shown over the page beside what it belongs to. Escape closes it. */
public final class Beside {

    private static final double WIDEST_EM = 38;

    /** Left free of the window's width. */
    private static final double MARGIN = 60;

    private Beside() {}

    /** On that side of a button where there is more room; it has the focus again afterwards. */
    public static PopOver of(Node owner, VBox content) {
        PopOver over = around(owner, content);
        over.setArrowLocation(
                isLow(owner) ? PopOver.ArrowLocation.BOTTOM_LEFT : PopOver.ArrowLocation.TOP_LEFT);
        over.show(owner);
        return over;
    }

    /**
     * At a place on the screen.
     *
     * @param x in pixels of the screen, as {@code y}
     */
    public static PopOver at(Node owner, VBox content, double x, double y) {
        PopOver over = around(owner, content);
        over.setArrowLocation(PopOver.ArrowLocation.TOP_LEFT);
        over.show(owner, x, y);
        return over;
    }

    private static boolean isLow(Node owner) {
        double top = owner.localToScene(owner.getLayoutBounds()).getMinY();
        return top > owner.getScene().getHeight() / 2;
    }

    private static PopOver around(Node owner, VBox content) {
        double room = owner.getScene().getWindow().getWidth() - MARGIN;
        double width = Math.min(room, WIDEST_EM * TextSize.pixelsProperty().get());
        content.setPrefWidth(width);
        content.setMaxWidth(Region.USE_PREF_SIZE);
        content.getStyleClass().add("beside");
        PopOver over = new PopOver(content);
        over.setDetachable(false);
        over.setAnimated(false);
        if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
            over.setArrowSize(0);
        }
        // Its own sheet would else win, whose colours are those of a light scheme.
        over.getRoot().getStylesheets().addAll(owner.getScene().getStylesheets());
        over.setHideOnEscape(true);
        over.setAutoHide(true);
        TextSize.apply(over.getRoot());
        return over;
    }
}
