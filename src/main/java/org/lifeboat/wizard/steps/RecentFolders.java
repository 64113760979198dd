package org.lifeboat.wizard.steps;

import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.nio.file.Path;
import java.util.List;

/** Folders that a backup was opened in before, to be looked into again or to be forgotten. */
final class RecentFolders {

    private final BackupFileModel model;
    private final FlowPane folders = new FlowPane(8, 8);
    private final VBox node = Ui.column(6, Ui.title("wizard.backup.recent"), folders);

    RecentFolders(BackupFileModel model) {
        this.model = model;
        node.setId("recent");
        model.recentProperty().subscribe(this::show);
        model.lookProperty().addListener((property, before, now) -> showWhileWanted());
    }

    /** Takes no room while there are none, or a backup was chosen. */
    VBox node() {
        return node;
    }

    private void show(List<Path> recent) {
        folders.getChildren().setAll(recent.stream().map(this::button).toList());
        Button forget = Ui.button("wizard.backup.recent.forget", model::forgetRecent, "flat");
        forget.setId("forget-recent");
        folders.getChildren().add(forget);
        showWhileWanted();
    }

    private void showWhileWanted() {
        Ui.show(
                node,
                model.lookProperty().get().isEmpty() && !model.recentProperty().get().isEmpty());
    }

    private Button button(Path folder) {
        Button button = new Button(Messages.printable(folder.toString()));
        button.setMnemonicParsing(false);
        button.setWrapText(true);
        button.setMinHeight(Button.USE_PREF_SIZE);
        button.setGraphic(Ui.icon(Feather.CLOCK));
        button.setOnAction(event -> model.choose(folder));
        return button;
    }
}
