package org.lifeboat.wizard.kit;

import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;

import org.lifeboat.report.Messages;

/** Questions before something is given up; going on is what Enter and Escape do. */
public final class Questions {

    private Questions() {}

    /**
     * @param yes the key of the button that gives up
     */
    public static Alert stop(Node owner, String title, String question, String yes) {
        return stop(owner, title, question, "wizard.cancel.what", yes);
    }

    /**
     * @param what the key of what becomes of what was done until now
     * @param yes the key of the button that gives up
     */
    public static Alert stop(Node owner, String title, String question, String what, String yes) {
        ButtonType stop = new ButtonType(Messages.text(yes), ButtonBar.ButtonData.YES);
        ButtonType goOn =
                new ButtonType(
                        Messages.text("wizard.cancel.no"), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, Messages.text(what), stop, goOn);
        alert.initOwner(owner.getScene().getWindow());
        TextSize.apply(alert.getDialogPane());
        alert.getDialogPane().getStylesheets().addAll(owner.getScene().getStylesheets());
        alert.setTitle(Messages.text(title));
        alert.setHeaderText(Messages.text(question));
        ((Button) alert.getDialogPane().lookupButton(stop)).setDefaultButton(false);
        Button safe = (Button) alert.getDialogPane().lookupButton(goOn);
        safe.setDefaultButton(true);
        alert.setOnShown(event -> safe.requestFocus());
        return alert;
    }

    public static boolean isYes(ButtonType answer) {
        return answer != null && answer.getButtonData() == ButtonBar.ButtonData.YES;
    }
}
