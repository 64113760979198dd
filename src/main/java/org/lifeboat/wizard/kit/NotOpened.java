package org.lifeboat.wizard.kit;

import javafx.application.Platform;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;

import java.nio.file.Path;

/** Says that the system opened nothing, and where the thing is, to be copied. */
public final class NotOpened {

    private NotOpened() {}

    /** Takes the focus, and so comes into view, wherever on the page it is put. */
    public static VBox card(Path path) {
        TextField where =
                Ui.copyable(
                        path.toAbsolutePath().toString(), Messages.text("wizard.not.opened.where"));
        VBox card =
                Ui.card("warn", Feather.ALERT_TRIANGLE, Messages.text("wizard.not.opened"), where);
        card.setId("not-opened");
        Platform.runLater(where::requestFocus);
        return card;
    }
}
