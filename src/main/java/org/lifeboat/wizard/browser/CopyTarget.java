package org.lifeboat.wizard.browser;

import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.FolderField;
import org.lifeboat.wizard.kit.Ui;

import java.nio.file.Path;

/** Where the copies go, and whether there is room for them. */
final class CopyTarget {

    private final CopyModel model;
    private final FolderField folder =
            new FolderField("copy-folder", "wizard.copy.label", "wizard.copy.choose.title");
    private final VBox outcome = Ui.column(10);
    private final VBox node;
    private Path proposed = Path.of("");

    CopyTarget(CopyModel model) {
        this.model = model;
        outcome.setId("copy-outcome");
        node = Ui.column(14, folder, outcome);
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
        if (folder.text().isBlank() || !now.equals(proposed)) {
            proposed = now;
            folder.setText(now.toString());
        }
        model.look(folder.text());
        show();
        folder.focus();
    }

    private FolderField.Mark mark() {
        if (model.obstacleProperty().get().isPresent()) {
            return FolderField.Mark.BAD;
        }
        return model.spaceProperty().get().isPresent()
                ? FolderField.Mark.GOOD
                : FolderField.Mark.NONE;
    }

    private void show() {
        outcome.getChildren().clear();
        folder.mark(mark());
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
                                                                Messages.size(space.need()),
                                                                Messages.size(space.free())),
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
        if (outcome.getChildren().isEmpty() && !folder.text().isBlank()) {
            outcome.getChildren().add(Ui.message("wizard.destination.measuring"));
        }
    }
}
