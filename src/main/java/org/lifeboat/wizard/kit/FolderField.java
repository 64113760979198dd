package org.lifeboat.wizard.kit;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;

import java.io.File;
import java.util.Optional;

/** A folder that is typed, or chosen in the system's own dialog. */
public final class FolderField extends VBox {

    private static final double GAP = 14;

    private final TextField folder = new TextField();
    private final String chooserTitle;

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
        getChildren().setAll(above, Ui.row(8, Ui.grow(folder), choose));
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
