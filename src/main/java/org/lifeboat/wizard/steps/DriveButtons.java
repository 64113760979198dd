package org.lifeboat.wizard.steps;

import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.local.Drives;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The drives that are plugged in, with their free space, to be chosen with one click. */
final class DriveButtons extends FlowPane {

    private final Consumer<Path> chosen;

    /**
     * @param chosen gets the root of a drive
     */
    DriveButtons(Consumer<Path> chosen) {
        super(8, 8);
        this.chosen = chosen;
        show(List.of());
    }

    void show(List<Drives.Drive> drives) {
        getChildren().setAll(drives.stream().map(this::button).toList());
        Ui.show(this, !drives.isEmpty());
    }

    private Button button(Drives.Drive drive) {
        Button button =
                new Button(
                        Messages.text(
                                "wizard.drive",
                                Messages.printable(drive.name()),
                                Messages.size(drive.free())));
        button.setId("drive-" + drive.name());
        button.setMnemonicParsing(false);
        button.setWrapText(true);
        button.setMinHeight(Button.USE_PREF_SIZE);
        button.setGraphic(Ui.icon(Feather.HARD_DRIVE));
        button.setOnAction(event -> chosen.accept(drive.folder()));
        return button;
    }
}
