package org.lifeboat.wizard.browser;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.Partition;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.util.List;
import java.util.function.Consumer;

/**
 * The partitions of a whole disk, to choose one from; those with files that can be read stand out.
 */
final class PartitionList {

    /** A hostile table may have many more, all of them worthless. */
    private static final int MOST = 128;

    private final VBox node = Ui.column(6, Ui.message("wizard.disk.partitions"));

    PartitionList(List<Partition> partitions, Consumer<Partition> enter) {
        node.setId("partitions");
        partitions.stream().limit(MOST).forEach(each -> node.getChildren().add(row(each, enter)));
        if (partitions.size() > MOST) {
            node.getChildren().add(Ui.message("wizard.destination.more", partitions.size() - MOST));
        }
    }

    VBox node() {
        return node;
    }

    /** To the first that can be opened, else to the first. */
    void focus() {
        List<Button> all =
                node.getChildren().stream()
                        .filter(Button.class::isInstance)
                        .map(Button.class::cast)
                        .toList();
        all.stream()
                .filter(button -> button.getStyleClass().contains("readable"))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .ifPresent(Button::requestFocus);
    }

    private static Button row(Partition partition, Consumer<Partition> enter) {
        boolean readable = partition.kind() == FileSystemKind.EXT;
        String text =
                Messages.text(
                        "wizard.disk.partition.row",
                        partition.number(),
                        partition.kind(),
                        new ByteCount(partition.source().size()));
        Button row =
                new Button(
                        partition.name().isBlank()
                                ? text
                                : text + " (" + Messages.printable(partition.name()) + ")");
        row.setId("partition-" + partition.number());
        row.setMnemonicParsing(false);
        row.setWrapText(true);
        row.setMinHeight(Button.USE_PREF_SIZE);
        row.setGraphic(Ui.icon(readable ? Feather.FOLDER : Feather.SLASH));
        row.getStyleClass().addAll("offer", readable ? "readable" : "unreadable");
        row.setOnAction(event -> enter.accept(partition));
        return row;
    }
}
