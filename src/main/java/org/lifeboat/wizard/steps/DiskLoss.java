package org.lifeboat.wizard.steps;

import javafx.scene.layout.VBox;

import org.lifeboat.disk.copy.DiskSurvey;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Salvaged;
import org.lifeboat.wizard.kit.ShareBar;
import org.lifeboat.wizard.kit.Ui;

import java.util.List;

/** How much of a damaged disk is there, and which of its files are not whole. */
final class DiskLoss {

    private DiskLoss() {}

    static VBox of(ResultModel.DamagedDisk disk) {
        VBox box = Ui.column(6);
        box.getStyleClass().add("below-vm");
        box.setId("loss-" + disk.vm());
        disk.salvaged().files().ifPresent(files -> addFiles(box, disk, files));
        box.getChildren().add(shares(disk.salvaged()));
        return box;
    }

    private static void addFiles(VBox box, ResultModel.DamagedDisk disk, DiskSurvey files) {
        box.getChildren().add(Ui.text(disk.sentence(files)));
        disk.named(files).forEach(file -> box.getChildren().add(Ui.point(file)));
        int more = disk.more(files);
        if (more > 0) {
            box.getChildren().add(Ui.message("wizard.destination.more", more));
        }
    }

    private static ShareBar shares(Salvaged salvaged) {
        return new ShareBar(
                List.of(
                        share("whole", "wizard.result.authentic", salvaged.authentic()),
                        share("doubtful", "wizard.result.doubtful", salvaged.doubtful()),
                        share("lost", "wizard.result.lost", salvaged.lost())));
    }

    private static ShareBar.Share share(String colour, String key, long bytes) {
        return new ShareBar.Share(colour, bytes, Messages.text(key, Messages.size(bytes)));
    }
}
