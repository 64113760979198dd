package org.lifeboat.wizard.kit;

import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedBar;

import java.util.List;

/** How a whole is divided: a bar, and below it what each of its colours means. */
public final class ShareBar extends VBox {

    private static final double GAP = 6;

    /** What is there can be seen, however little of the whole it is. */
    private static final double LEAST = 0.006;

    /**
     * A part of the whole.
     *
     * @param colour a style class
     * @param amount in any unit that all parts of the whole have
     * @param words what it is, and how much, for people
     */
    public record Share(String colour, double amount, String words) {}

    public ShareBar(List<Share> shares) {
        super(GAP);
        SegmentedBar<Segment> bar = new SegmentedBar<>();
        bar.getStyleClass().add("share-bar");
        // The control stacks its segments unless it is told.
        bar.setOrientation(Orientation.HORIZONTAL);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setInfoNodeFactory(segment -> null);
        bar.setSegmentViewFactory(segment -> coloured(segment.colour));
        double least = LEAST * shares.stream().mapToDouble(Share::amount).sum();
        shares.stream()
                .filter(share -> share.amount() > 0)
                .map(share -> new Segment(share, least))
                .forEach(segment -> bar.getSegments().add(segment));
        bar.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        bar.setAccessibleText(String.join(", ", shares.stream().map(Share::words).toList()));
        FlowPane legend = new FlowPane(14, 4);
        for (Share share : shares) {
            Region square = coloured(share.colour());
            square.getStyleClass().add("share-square");
            legend.getChildren().add(Ui.row(6, square, new Label(share.words())));
        }
        getChildren().setAll(bar, legend);
    }

    private static Region coloured(String colour) {
        Region region = new Region();
        region.getStyleClass().addAll("share", colour);
        return region;
    }

    private static final class Segment extends SegmentedBar.Segment {

        private final String colour;

        private Segment(Share share, double least) {
            super(Math.max(share.amount(), least));
            colour = share.colour();
        }
    }
}
