package org.lifeboat.wizard.steps;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.kit.Ui;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Leads to the files of a VM where they lie in the backup. */
final class LookButton {

    private final BiConsumer<VmsModel.Choice, DiskChoice.Chosen> look;
    private final Button node = Ui.button("wizard.vms.look", () -> {});

    /**
     * @param look opens one of a VM's disks
     * @param isNarrow whether there is room for the symbol alone
     */
    LookButton(
            BiConsumer<VmsModel.Choice, DiskChoice.Chosen> look, ObservableBooleanValue isNarrow) {
        this.look = look;
        node.contentDisplayProperty()
                .bind(
                        Bindings.when(isNarrow)
                                .then(ContentDisplay.GRAPHIC_ONLY)
                                .otherwise(ContentDisplay.LEFT));
        node.setTooltip(new Tooltip(Messages.text("wizard.vms.look")));
        node.setMnemonicParsing(false);
        node.setGraphic(Ui.icon(Feather.FOLDER));
    }

    Button node() {
        return node;
    }

    /** For another VM; not there at all if it has no disk. */
    void show(VmsModel.Choice choice) {
        List<DiskChoice.Chosen> disks = choice.disks();
        Ui.show(node, !disks.isEmpty());
        node.setId("look-inside-" + choice.vm().name());
        node.setAccessibleText(
                Messages.text("wizard.vms.look.of", Messages.printable(choice.vm().name())));
        node.setOnAction(
                event -> {
                    if (disks.size() == 1) {
                        look.accept(choice, disks.getFirst());
                    } else {
                        menu(choice).show(node, Side.BOTTOM, 0, 0);
                    }
                });
    }

    private ContextMenu menu(VmsModel.Choice choice) {
        ContextMenu menu = new ContextMenu();
        menu.setId("which-disk");
        double pixels = TextSize.pixelsProperty().get();
        menu.setStyle(String.format(Locale.ROOT, "-fx-font-size: %.1fpx;", pixels));
        for (DiskChoice.Chosen disk : choice.disks()) {
            MenuItem item = new MenuItem(Messages.printable(disk.name()));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> look.accept(choice, disk));
            menu.getItems().add(item);
        }
        return menu;
    }
}
