package org.lifeboat.wizard.browser;

import javafx.scene.control.TableCell;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Glyph;
import org.lifeboat.wizard.kit.Ui;

/** A file's name behind its symbol; damage and locks are symbols of their own. */
final class FileNameCell extends TableCell<FileRow, FileRow> {

    private final Glyph symbol = Ui.icon(Feather.FILE);

    @Override
    protected void updateItem(FileRow row, boolean empty) {
        super.updateItem(row, empty);
        boolean shows = !empty && row != null;
        setText(shows ? Messages.printable(row.name()) : null);
        setGraphic(shows ? symbol : null);
        symbol.getStyleClass().removeAll("bad-text");
        if (shows) {
            symbol.show(symbol(row));
            if (!row.isWhole()) {
                symbol.getStyleClass().add("bad-text");
            }
        }
    }

    private static Feather symbol(FileRow row) {
        if (!row.isWhole()) {
            return Feather.ALERT_TRIANGLE;
        }
        FolderEntry entry = row.entry();
        return entry.locked() ? Feather.LOCK : FileSort.of(entry).symbol();
    }
}
