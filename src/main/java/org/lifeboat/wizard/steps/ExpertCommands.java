package org.lifeboat.wizard.steps;

import javafx.scene.control.TitledPane;

import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.nio.file.Path;
import java.util.List;

/** Other ways to the files inside disk images, as commands, for those who know them. */
final class ExpertCommands {

    private ExpertCommands() {}

    /**
     * @param images paths below the folder that was restored to
     */
    static TitledPane of(List<String> images, Path folder) {
        StringBuilder copies = new StringBuilder();
        StringBuilder mounts = new StringBuilder();
        for (String image : images) {
            String path = "'" + folder.resolve(image).toString().replace("'", "'\\''") + "'";
            copies.append("lifeboat copy ").append(path).append(" /home/user --to FOLDER\n");
            mounts.append("sudo mkdir -p /mnt/img\nsudo mount -o loop,ro ")
                    .append(path)
                    .append(" /mnt/img\nls /mnt/img/home/user\nsudo umount /mnt/img\n\n");
        }
        TitledPane pane =
                new TitledPane(
                        Messages.text("wizard.result.disks"),
                        Ui.column(
                                8,
                                Ui.message("wizard.result.disks.copy"),
                                Ui.copyableLines(
                                        copies.toString().strip(),
                                        Messages.text("wizard.result.disks.copy.name")),
                                Ui.message("wizard.result.disks.how"),
                                Ui.copyableLines(
                                        mounts.toString().strip(),
                                        Messages.text("wizard.result.disks"))));
        pane.setId("expert-commands");
        pane.setExpanded(false);
        pane.setAnimated(false);
        return pane;
    }
}
