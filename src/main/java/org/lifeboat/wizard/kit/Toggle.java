package org.lifeboat.wizard.kit;

import javafx.scene.control.ToggleButton;

import org.lifeboat.report.Messages;

/** A toggle button whose mnemonic toggles it. */
public final class Toggle extends ToggleButton {

    private final MnemonicFire mnemonic = new MnemonicFire(this);

    public Toggle(String key) {
        super(Messages.text(key));
        setMnemonicParsing(true);
        setMinWidth(USE_PREF_SIZE);
    }

    @Override
    public void fire() {
        mnemonic.during(super::fire);
    }
}
