package org.lifeboat.wizard.kit;

import javafx.scene.control.CheckBox;

import org.lifeboat.report.Messages;

/** A check box whose text wraps, and whose mnemonic ticks it. */
public final class WrappedCheckBox extends CheckBox {

    private final MnemonicFire mnemonic = new MnemonicFire(this);

    public WrappedCheckBox(String key) {
        super(Messages.text(key));
        setMnemonicParsing(true);
        setAccessibleText(getText().replace("_", ""));
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
    }

    @Override
    public void fire() {
        mnemonic.during(super::fire);
    }
}
