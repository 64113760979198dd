package org.lifeboat.wizard.browser;

import javafx.scene.control.TableCell;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Glyph;
import org.lifeboat.wizard.kit.Ui;

/** What is left of a file: a sign, a word and a colour. */
final class FileStateCell extends TableCell<FileRow, FileRow> {

    private final Glyph sign = Ui.icon(Feather.CHECK_CIRCLE);

    @Override
    protected void updateItem(FileRow row, boolean empty) {
        super.updateItem(row, empty);
        boolean shows = !empty && row != null;
        setText(shows ? Messages.text(Messages.key(row.state())) : null);
        setGraphic(shows ? sign : null);
        if (shows) {
            sign.show(sign(row.state()));
            sign.getStyleClass().removeAll("good-text", "doubt-text", "bad-text");
            sign.getStyleClass().add(colour(row.state()));
        }
    }

    private static Feather sign(FileState state) {
        return switch (state) {
            case WHOLE -> Feather.CHECK_CIRCLE;
            case DOUBTFUL -> Feather.HELP_CIRCLE;
            case DAMAGED -> Feather.X_CIRCLE;
        };
    }

    private static String colour(FileState state) {
        return switch (state) {
            case WHOLE -> "good-text";
            case DOUBTFUL -> "doubt-text";
            case DAMAGED -> "bad-text";
        };
    }
}
