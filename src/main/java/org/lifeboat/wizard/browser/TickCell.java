package org.lifeboat.wizard.browser;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableCell;

import org.lifeboat.report.Messages;

import java.util.List;

/**
 * The tick box of a file. What comes along with a ticked folder is ticked and cannot be changed.
 */
final class TickCell extends TableCell<FileRow, FileRow> {

    private final Ticks ticks;
    private final CheckBox box = new CheckBox();

    /** Kept here, since the ticks hold it weakly: cells come and go. */
    private final InvalidationListener follow = changed -> show();

    TickCell(Ticks ticks) {
        this.ticks = ticks;
        box.setFocusTraversable(false);
        box.setOnAction(event -> tick());
        ticks.versionProperty().addListener(new WeakInvalidationListener(follow));
    }

    private void tick() {
        if (getItem() != null) {
            ticks.set(List.of(getItem()), box.isSelected());
        }
    }

    @Override
    protected void updateItem(FileRow row, boolean empty) {
        super.updateItem(row, empty);
        show();
    }

    private void show() {
        FileRow row = isEmpty() ? null : getItem();
        setGraphic(row == null ? null : box);
        if (row != null) {
            box.setSelected(ticks.isTicked(row));
            box.setDisable(ticks.isInTicked(row));
            box.setAccessibleText(Messages.printable(row.name()));
        }
    }
}
