package org.lifeboat.wizard.steps;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The way from a restored VM to the files inside its disks. */
final class DiskButtons {

    private DiskButtons() {}

    /**
     * @param images paths below the folder that was restored to
     */
    static VBox of(List<String> images, Path folder, Consumer<Path> open) {
        VBox buttons = Ui.column(6);
        buttons.getStyleClass().add("disk-buttons");
        for (String image : images) {
            Path path = folder.resolve(image);
            String name = String.valueOf(path.getFileName());
            boolean isSaved = ResultModel.isIncomplete(image);
            String key = isSaved ? "wizard.result.browse.saved" : "wizard.result.browse";
            Button button = new Button(Messages.text(key, name));
            button.setId("open-files-" + image.replace('/', '-'));
            button.setMnemonicParsing(false);
            button.setWrapText(true);
            button.setMinHeight(Button.USE_PREF_SIZE);
            button.setGraphic(Ui.icon(isSaved ? Feather.LIFE_BUOY : Feather.FOLDER));
            button.setAccessibleText(Messages.text(key, image));
            button.getStyleClass().add("open-files");
            button.setOnAction(event -> open.accept(path));
            buttons.getChildren().add(button);
        }
        return buttons;
    }
}
