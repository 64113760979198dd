package org.lifeboat.wizard.kit;

import atlantafx.base.theme.Styles;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;

import java.io.File;
import java.util.Optional;

/** A folder that is typed, or chosen in the system's own dialog. */
public final class FolderField extends VBox {

    private static final double GAP = 14;

    private final CustomTextField folder = new CustomTextField();
    private final String chooserTitle;

    /** What is known of the folder. */
    public enum Mark {
        NONE,
        GOOD,
        BAD
    }

    /**
     * @param id of the field; the button's has {@code choose-} before it
     * @param label key of the text above it
     * @param chooserTitle key of the dialog's title
     */
    public FolderField(String id, String label, String chooserTitle) {
        super(GAP);
        this.chooserTitle = chooserTitle;
        folder.setId(id);
        Label above = Ui.labelFor(folder, label);
        Button choose = Ui.button("wizard.destination.choose", this::choose);
        choose.setId("choose-" + id);
        choose.setGraphic(Ui.icon(Feather.FOLDER));
        getChildren().setAll(above, new FieldLine(folder, choose));
    }

    /** A sign at its end and a colour; the words stand below the field. */
    public void mark(Mark mark) {
        folder.pseudoClassStateChanged(Styles.STATE_SUCCESS, mark == Mark.GOOD);
        folder.pseudoClassStateChanged(Styles.STATE_DANGER, mark == Mark.BAD);
        folder.setRight(
                switch (mark) {
                    case NONE -> new Region();
                    case GOOD -> Ui.icon(1, Feather.CHECK, "field-mark", "good-text");
                    case BAD -> Ui.icon(1, Feather.ALERT_TRIANGLE, "field-mark", "bad-text");
                });
    }

    public String text() {
        return folder.getText();
    }

    public void setText(String text) {
        folder.setText(text);
    }

    public ObservableValue<String> textProperty() {
        return folder.textProperty();
    }

    /** Takes the keyboard focus, with the cursor where one would go on typing. */
    public void focus() {
        folder.requestFocus();
        folder.end();
    }

    /** Begins at the typed folder or the nearest one above it that is there. */
    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Messages.text(chooserTitle));
        for (File start = new File(folder.getText().strip());
                start != null;
                start = start.getParentFile()) {
            if (start.isDirectory()) {
                chooser.setInitialDirectory(start);
                break;
            }
        }
        Optional.ofNullable(chooser.showDialog(getScene().getWindow()))
                .map(File::toString)
                .ifPresent(folder::setText);
    }
}
