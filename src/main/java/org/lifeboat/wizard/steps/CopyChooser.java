package org.lifeboat.wizard.steps;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/** For those who have another copy of the backup: names it, and shows those that were named. */
final class CopyChooser {

    private final CopiesModel model;
    private final Runnable added;
    private final VBox rows = Ui.column(4);
    private final VBox node = Ui.column(6, rows);

    /**
     * @param added called when there is one more
     */
    CopyChooser(CopiesModel model, Runnable added) {
        this.model = model;
        this.added = added;
        Button add = Ui.button("wizard.copies.add", this::choose, "flat");
        add.setId("add-copy");
        // A sentence: with large text it needs several lines.
        add.setWrapText(true);
        add.setMinWidth(0);
        add.setMinHeight(Region.USE_PREF_SIZE);
        add.setGraphic(Ui.icon(Feather.COPY));
        node.getChildren().add(add);
        node.setId("copies");
        model.copiesProperty().addListener((property, before, now) -> show());
        Ui.showWhile(
                node,
                Bindings.createBooleanBinding(
                        () -> model.backupProperty().get().isPresent(), model.backupProperty()));
        show();
    }

    VBox node() {
        return node;
    }

    private void show() {
        rows.getChildren().clear();
        for (Path copy : model.copiesProperty().get()) {
            Button remove = Ui.button("wizard.copies.remove", () -> model.remove(copy), "flat");
            remove.setGraphic(Ui.icon(Feather.X));
            rows.getChildren()
                    .add(
                            Ui.card(
                                    "good",
                                    Feather.COPY,
                                    Messages.text("wizard.copies.one", copy.toString()),
                                    remove));
        }
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("wizard.copies.title"));
        Optional.ofNullable(chooser.showOpenDialog(node.getScene().getWindow()))
                .map(File::toPath)
                .filter(model::add)
                .ifPresent(copy -> added.run());
    }
}
