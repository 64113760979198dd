package org.lifeboat.wizard;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Glyph;
import org.lifeboat.wizard.kit.Ui;
import org.lifeboat.wizard.steps.Step;

import java.util.EnumMap;
import java.util.Map;

/** The list of steps on the left: what is done, where one is, what is to come. */
final class Rail {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final VBox node = Ui.column(4);
    private final Label name = Ui.text(Messages.text("wizard.name"), "rail-name");
    private final Map<Step, HBox> rows = new EnumMap<>(Step.class);

    Rail() {
        node.getStyleClass().add("rail");
        node.setMinHeight(0);
        name.setGraphic(Ui.icon(1.6, Feather.LIFE_BUOY));
        node.getChildren().add(name);
        for (Step step : Step.values()) {
            Label label = Ui.text(step.label(), "rail-label");
            HBox row = Ui.row(10, Ui.icon(Feather.CIRCLE), label);
            row.getStyleClass().add("rail-step");
            row.setFocusTraversable(false);
            rows.put(step, row);
            node.getChildren().add(row);
        }
    }

    VBox node() {
        return node;
    }

    /** Puts something at the rail's lower end. */
    void addBelow(Node below) {
        Region between = new Region();
        VBox.setVgrow(between, Priority.ALWAYS);
        node.getChildren().addAll(between, below);
    }

    /**
     * Symbols alone, where large text leaves little room for the page; their names stay for screen
     * readers.
     */
    void setCompact(boolean compact) {
        node.pseudoClassStateChanged(COMPACT, compact);
        Ui.show(name, !compact);
        rows.values().forEach(row -> Ui.show(row.getChildren().getLast(), !compact));
    }

    void show(Step current) {
        rows.forEach(
                (step, row) -> {
                    boolean isCurrent = step == current;
                    boolean isDone = step.ordinal() < current.ordinal();
                    row.pseudoClassStateChanged(CURRENT, isCurrent);
                    row.pseudoClassStateChanged(DONE, isDone);
                    Glyph icon = (Glyph) row.getChildren().getFirst();
                    icon.show(
                            isDone
                                    ? Feather.CHECK_CIRCLE
                                    : isCurrent ? Feather.ARROW_RIGHT_CIRCLE : Feather.CIRCLE);
                    String state =
                            isDone
                                    ? "wizard.rail.done"
                                    : isCurrent ? "wizard.rail.current" : "wizard.rail.to.come";
                    row.setAccessibleText(step.label() + ", " + Messages.text(state));
                });
    }
}
