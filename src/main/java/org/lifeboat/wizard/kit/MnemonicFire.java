package org.lifeboat.wizard.kit;

import javafx.event.ActionEvent;
import javafx.scene.control.ButtonBase;

/**
 * Lets a mnemonic fire a button that has a state: JavaFX only sends it an action then, which
 * changes nothing.
 */
public final class MnemonicFire {

    private boolean firing;

    public MnemonicFire(ButtonBase button) {
        button.addEventHandler(
                ActionEvent.ACTION,
                event -> {
                    if (!firing) {
                        button.fire();
                    }
                });
    }

    /** To be called in the button's own {@code fire}, whose action is not to fire it again. */
    public void during(Runnable fire) {
        firing = true;
        try {
            fire.run();
        } finally {
            firing = false;
        }
    }
}
