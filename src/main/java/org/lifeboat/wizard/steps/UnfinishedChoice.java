package org.lifeboat.wizard.steps;

import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.UnfinishedRestore;
import org.lifeboat.wizard.kit.Ui;

import java.util.Optional;
import java.util.function.Consumer;

/** Whether an interrupted restore is gone on with, or begun anew; shown where there is one. */
final class UnfinishedChoice extends VBox {

    private static final double GAP = 6;

    private final RadioButton goOn = button("wizard.unfinished.go.on", "go-on");
    private final RadioButton anew = button("wizard.unfinished.anew", "begin-anew");
    private final VBox card = Ui.column(GAP);

    /**
     * @param chosen told whether to begin anew
     */
    UnfinishedChoice(Consumer<Boolean> chosen) {
        ToggleGroup both = new ToggleGroup();
        both.getToggles().addAll(goOn, anew);
        goOn.setSelected(true);
        getChildren().add(card);
        anew.selectedProperty().addListener((property, before, now) -> chosen.accept(now));
        setId("unfinished");
        show(Optional.empty());
    }

    /** What is chosen before anybody chooses. */
    void chooseGoingOn() {
        goOn.setSelected(true);
    }

    private static RadioButton button(String key, String id) {
        RadioButton button = new RadioButton(Messages.text(key));
        button.setMnemonicParsing(true);
        button.setAccessibleText(button.getText().replace("_", ""));
        button.setWrapText(true);
        button.setMinHeight(USE_PREF_SIZE);
        button.setId(id);
        return button;
    }

    void show(Optional<UnfinishedRestore> unfinished) {
        Ui.show(this, unfinished.isPresent());
        if (unfinished.isEmpty()) {
            return;
        }
        UnfinishedRestore left = unfinished.get();
        card.getChildren()
                .setAll(
                        Ui.card(
                                "plain",
                                Feather.PAUSE_CIRCLE,
                                Messages.text("wizard.unfinished.title"),
                                Ui.text(
                                        Messages.text(
                                                "wizard.unfinished.done",
                                                left.complete(),
                                                left.archives())),
                                goOn,
                                Ui.text(Messages.text("wizard.unfinished.go.on.why"), "hint"),
                                anew,
                                Ui.text(Messages.text("wizard.unfinished.anew.why"), "hint")));
    }
}
