package org.lifeboat.wizard.steps;

import javafx.scene.layout.Region;

import java.util.Set;

/** The colour that a VM has on its windows' frames in Qubes, by which its owner knows it. */
final class VmColour extends Region {

    private static final Set<String> LABELS =
            Set.of("red", "orange", "yellow", "green", "gray", "blue", "purple", "black");

    VmColour() {
        getStyleClass().add("vm-colour");
    }

    /**
     * @param label as the backup has it
     */
    void show(String label) {
        getStyleClass().removeIf(style -> style.startsWith("label-"));
        getStyleClass().add("label-" + (LABELS.contains(label) ? label : "none"));
    }
}
