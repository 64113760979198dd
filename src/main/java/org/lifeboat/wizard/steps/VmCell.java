package org.lifeboat.wizard.steps;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.lifeboat.report.Messages;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.wizard.kit.Ui;

import java.util.function.BiConsumer;

/** One VM in the list: tick, colour, name, kind, what it holds, size, and the way to its files. */
final class VmCell extends ListCell<VmsModel.Choice> {

    private final CheckBox tick = new CheckBox();
    private final VmColour colour = new VmColour();
    private final Label name = new Label();
    private final Label kind = new Label();
    private final Label holds = new Label();
    private final Label size = new Label();
    private final LookButton look;
    private final HBox row;
    private VmsModel.Choice choice;

    /**
     * @param open opens one of a VM's disks
     * @param isNarrow whether rows have little room
     */
    VmCell(BiConsumer<VmsModel.Choice, DiskChoice.Chosen> open, ObservableBooleanValue isNarrow) {
        look = new LookButton(open, isNarrow);
        // Tab leads from the list to the button of the VM that is selected, not to those of all.
        look.node().focusTraversableProperty().bind(selectedProperty());
        tick.setFocusTraversable(false);
        name.getStyleClass().add("vm-name");
        kind.getStyleClass().add("quiet");
        holds.getStyleClass().add("quiet");
        holds.setWrapText(true);
        size.setMinWidth(Region.USE_PREF_SIZE);
        name.setWrapText(true);
        VBox words = Ui.column(2, new FlowPane(8, 0, name, kind), holds);
        row = Ui.row(12, tick, colour, Ui.grow(words), size, look.node());
        setOnMouseClicked(
                click -> {
                    if (choice != null && !isIn(click, tick) && !isIn(click, look.node())) {
                        choice.tickedProperty().set(!choice.tickedProperty().get());
                    }
                });
        row.setMinWidth(0);
        row.setPrefWidth(1);
    }

    /** The list asks for it with the width that a row gets; texts wrap within that. */
    @Override
    protected double computePrefHeight(double width) {
        double usual = super.computePrefHeight(width);
        if (choice == null || width <= 0) {
            return usual;
        }
        double sides = snappedLeftInset() + snappedRightInset();
        double ends = snappedTopInset() + snappedBottomInset();
        return Math.max(usual, ends + row.prefHeight(width - sides));
    }

    @Override
    protected void updateItem(VmsModel.Choice item, boolean empty) {
        super.updateItem(item, empty);
        if (choice != null) {
            tick.selectedProperty().unbindBidirectional(choice.tickedProperty());
        }
        choice = empty ? null : item;
        setGraphic(choice == null ? null : row);
        if (choice != null) {
            show();
        }
    }

    private void show() {
        tick.selectedProperty().bindBidirectional(choice.tickedProperty());
        String label = choice.vm().label();
        colour.show(label);
        name.setText(Messages.printable(choice.vm().name()));
        kind.setText(VmWords.kind(choice.vm()));
        holds.setText(VmWords.holds(choice));
        size.setText(Messages.size(choice.contents().storedBytes()));
        look.show(choice);
        tick.setAccessibleText(name.getText());
        setAccessibleText(
                name.getText()
                        + ", "
                        + kind.getText()
                        + ", "
                        + holds.getText()
                        + ", "
                        + size.getText());
    }

    /** Whether it was a control of its own that was clicked, which knows what to do. */
    private static boolean isIn(MouseEvent click, Node control) {
        for (Node node = click.getPickResult().getIntersectedNode();
                node != null;
                node = node.getParent()) {
            if (node == control) {
                return true;
            }
        }
        return false;
    }
}
