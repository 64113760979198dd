package org.lifeboat.wizard.steps;

import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

/** What may bring back more of a damaged backup. */
final class OtherWays {

    private OtherWays() {}

    static VBox card() {
        VBox card =
                Ui.card(
                        "plain",
                        Feather.LIFE_BUOY,
                        Messages.text("wizard.result.more.ways"),
                        Ui.point(Messages.text("wizard.result.more.ways.copy")),
                        Ui.point(Messages.text("wizard.result.more.ways.drive")));
        card.setId("more-ways");
        return card;
    }
}
