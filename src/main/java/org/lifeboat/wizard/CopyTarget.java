package org.lifeboat.wizard;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.report.Sizes;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/** Where the copies go, and whether there is room for them. */
final class CopyTarget {

    private final CopyModel model;
    private final TextField folder = new TextField();
    private final VBox outcome = Ui.column(10);
    private final VBox node;
    private Path proposed = Path.of("");

    CopyTarget(CopyModel model) {
        this.model = model;
        folder.setId("copy-folder");
        folder.setAccessibleText(Messages.text("wizard.copy.label").replace("_", ""));
        Label label = Ui.message("wizard.copy.label");
        label.setMnemonicParsing(true);
        label.setLabelFor(folder);
        Button choose = Ui.button("wizard.destination.choose", this::chooseFolder);
        choose.setId("choose-copy-folder");
        choose.setGraphic(Ui.icon(Feather.FOLDER));
        outcome.setId("copy-outcome");
        node = Ui.column(14, label, Ui.row(8, Ui.grow(folder), choose), outcome);
        folder.textProperty().addListener((property, before, now) -> model.look(now));
        model.spaceProperty().addListener((property, before, now) -> show());
        model.obstacleProperty().addListener((property, before, now) -> show());
    }

    VBox node() {
        return node;
    }

    /** What was typed for the last copy stays, as long as it is of the same image. */
    void begin() {
        Path now = model.proposal();
        if (folder.getText().isBlank() || !now.equals(proposed)) {
            proposed = now;
            folder.setText(now.toString());
        }
        model.look(folder.getText());
        show();
        folder.requestFocus();
        folder.end();
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Messages.text("wizard.copy.choose.title"));
        File typed = new File(folder.getText().strip());
        for (File start = typed; start != null; start = start.getParentFile()) {
            if (start.isDirectory()) {
                chooser.setInitialDirectory(start);
                break;
            }
        }
        Optional.ofNullable(chooser.showDialog(node.getScene().getWindow()))
                .map(File::toString)
                .ifPresent(folder::setText);
    }

    private void show() {
        outcome.getChildren().clear();
        model.spaceProperty()
                .get()
                .ifPresent(
                        space ->
                                outcome.getChildren()
                                        .add(
                                                Ui.card(
                                                        "good",
                                                        Feather.CHECK_CIRCLE,
                                                        Messages.text(
                                                                "wizard.destination.fits",
                                                                Sizes.text(space.need()),
                                                                Sizes.text(space.free())),
                                                        Ui.message("wizard.copy.rules"))));
        model.obstacleProperty()
                .get()
                .ifPresent(
                        sentence ->
                                outcome.getChildren()
                                        .add(
                                                Ui.card(
                                                        "bad",
                                                        Feather.X_CIRCLE,
                                                        sentence,
                                                        Ui.message("wizard.destination.other"))));
        if (outcome.getChildren().isEmpty() && !folder.getText().isBlank()) {
            outcome.getChildren().add(Ui.message("wizard.destination.measuring"));
        }
    }
}
