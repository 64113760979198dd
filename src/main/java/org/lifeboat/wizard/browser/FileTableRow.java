package org.lifeboat.wizard.browser;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.TableRow;
import javafx.scene.control.Tooltip;

import java.util.Optional;

/** A row that tells a screen reader all that its columns show. */
final class FileTableRow extends TableRow<FileRow> {

    private final Ticks ticks;
    private final Tooltip why = new Tooltip();

    /** Kept here, since the ticks hold it weakly: rows come and go. */
    private final InvalidationListener follow = changed -> describe();

    FileTableRow(Ticks ticks) {
        this.ticks = ticks;
        why.setWrapText(true);
        why.setMaxWidth(400);
        ticks.versionProperty().addListener(new WeakInvalidationListener(follow));
    }

    @Override
    protected void updateItem(FileRow item, boolean empty) {
        super.updateItem(item, empty);
        describe();
    }

    private void describe() {
        FileRow row = isEmpty() ? null : getItem();
        setAccessibleText(row == null ? null : FileFacts.spoken(row, ticks.isTicked(row)));
        Optional<String> loss = row == null ? Optional.empty() : FileFacts.loss(row);
        loss.ifPresent(why::setText);
        setTooltip(loss.isPresent() ? why : null);
    }
}
