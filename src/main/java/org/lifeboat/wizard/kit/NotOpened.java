package org.lifeboat.wizard.kit;

import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;

import java.nio.file.Path;

/** Says that the system opened nothing, and where the thing is, to be copied. */
public final class NotOpened {

    private NotOpened() {}

    public static VBox card(Path path) {
        VBox card =
                Ui.card(
                        "warn",
                        Feather.ALERT_TRIANGLE,
                        Messages.text("wizard.not.opened"),
                        Ui.copyable(
                                path.toAbsolutePath().toString(),
                                Messages.text("wizard.not.opened.where")));
        card.setId("not-opened");
        return card;
    }
}
