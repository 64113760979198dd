package org.lifeboat.wizard.kit;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

import org.lifeboat.report.Messages;

/** One of several ways, with a sentence about it; a click anywhere on it chooses it. */
public final class ChoiceCard extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double GAP = 6;

    private final Choice choice;

    private static final class Choice extends RadioButton {

        private final MnemonicFire mnemonic = new MnemonicFire(this);

        private Choice(String text) {
            super(text);
            setMnemonicParsing(true);
            setWrapText(true);
            setMinHeight(USE_PREF_SIZE);
            getStyleClass().add("choice");
        }

        @Override
        public void fire() {
            mnemonic.during(super::fire);
        }
    }

    /**
     * @param id of the button in it
     * @param key of its name; that of its sentence has {@code .why} at its end
     * @param more what else can be said once it is chosen
     */
    public ChoiceCard(String id, ToggleGroup group, String key, Node... more) {
        super(GAP);
        choice = new Choice(Messages.text(key));
        choice.setId(id);
        choice.setToggleGroup(group);
        String why = Messages.text(key + ".why");
        choice.setAccessibleText(choice.getText().replace("_", "") + ". " + why);
        getChildren().addAll(choice, Ui.text(why, "hint", "below-tick"));
        for (Node each : more) {
            Ui.showWhile(each, choice.selectedProperty());
            getChildren().add(each);
        }
        getStyleClass().addAll("card", "choice-card");
        choice.selectedProperty()
                .addListener((property, before, now) -> pseudoClassStateChanged(CHOSEN, now));
        setOnMouseClicked(
                click -> {
                    choice.requestFocus();
                    choice.fire();
                });
    }

    public ReadOnlyBooleanProperty chosenProperty() {
        return choice.selectedProperty();
    }

    public void choose() {
        choice.setSelected(true);
    }
}
