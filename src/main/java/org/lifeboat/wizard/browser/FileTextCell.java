package org.lifeboat.wizard.browser;

import javafx.scene.control.TableCell;

import java.util.function.Function;

/** A cell of plain text about a file. */
final class FileTextCell extends TableCell<FileRow, FileRow> {

    private final Function<FileRow, String> text;

    FileTextCell(Function<FileRow, String> text) {
        this.text = text;
    }

    @Override
    protected void updateItem(FileRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(empty || row == null ? null : text.apply(row));
    }
}
