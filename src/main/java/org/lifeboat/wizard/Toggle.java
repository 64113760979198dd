package org.lifeboat.wizard;

import javafx.event.ActionEvent;
import javafx.scene.control.ToggleButton;

import org.lifeboat.report.Messages;

/**
 * A toggle button whose mnemonic toggles it: JavaFX only sends it an action then, which changes
 * nothing.
 */
final class Toggle extends ToggleButton {

    private boolean firing;

    Toggle(String key) {
        super(Messages.text(key));
        setMnemonicParsing(true);
        setMinWidth(USE_PREF_SIZE);
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
