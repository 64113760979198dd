package org.lifeboat.wizard.kit;

import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;

import java.util.List;

/** Puts right what JavaFX leaves behind when nodes with mnemonics go out of view. */
public final class Mnemonics {

    private Mnemonics() {}

    /**
     * To be called before a key is looked up: the empty list that a small letter leaves behind
     * hides the same letter as a capital, and the other way round.
     */
    public static void forgetUnused(Scene scene) {
        List<KeyCombination> unused =
                scene.getMnemonics().entrySet().stream()
                        .filter(entry -> entry.getValue().isEmpty())
                        .map(entry -> entry.getKey())
                        .toList();
        unused.forEach(scene.getMnemonics()::remove);
    }
}
