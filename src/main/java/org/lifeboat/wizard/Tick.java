package org.lifeboat.wizard;

import javafx.event.ActionEvent;
import javafx.scene.control.CheckBox;

import org.lifeboat.report.Messages;

/** A check box whose text wraps, and whose mnemonic ticks it, as a {@link Toggle}'s toggles. */
final class Tick extends CheckBox {

    private boolean firing;

    Tick(String key) {
        super(Messages.text(key));
        setMnemonicParsing(true);
        setAccessibleText(getText().replace("_", ""));
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        addEventHandler(
                ActionEvent.ACTION,
                event -> {
                    if (!firing) {
                        fire();
                    }
                });
    }

    @Override
    public void fire() {
        firing = true;
        try {
            super.fire();
        } finally {
            firing = false;
        }
    }
}
