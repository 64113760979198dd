package org.lifeboat.wizard.browser;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.PictureBox;
import org.lifeboat.wizard.kit.Ui;

/** The preview beside the table: what the file is, and some of what is in it. */
final class PreviewPane {

    private final Label name = Ui.text("", "vm-name");
    private final Label facts = Ui.text("", "quiet");
    private final Label loss = Ui.text("", "warn-text");
    private final VBox shown = Ui.grow(Ui.column(6));
    private final TextArea text =
            Ui.grow(Ui.copyableArea("", Messages.text("wizard.preview.text")));
    private final VBox node = Ui.column(4, name, facts, loss, shown);

    PreviewPane(PreviewModel model) {
        node.getStyleClass().add("preview");
        node.setId("preview");
        node.setMinHeight(140);
        text.setId("preview-text");
        text.setMinHeight(90);
        text.setPrefRowCount(6);
        model.previewProperty().addListener((property, before, now) -> show(now));
        describeNothing();
        model.showNothing();
    }

    VBox node() {
        return node;
    }

    void describe(FileRow row) {
        name.setText(Messages.printable(row.name()));
        facts.setText(FileFacts.line(row));
        Ui.show(name, true);
        Ui.show(facts, true);
        loss.setText(FileFacts.loss(row).orElse(""));
        Ui.show(loss, !row.isWhole());
    }

    void describeNothing() {
        Ui.show(name, false);
        Ui.show(facts, false);
        Ui.show(loss, false);
    }

    private void show(Preview preview) {
        shown.getChildren().clear();
        switch (preview) {
            case Preview.Words(String sentence) -> shown.getChildren().add(Ui.text(sentence));
            case Preview.Text(String words, boolean more) -> {
                text.setText(words);
                shown.getChildren().add(text);
                if (more) {
                    shown.getChildren().add(Ui.text(Messages.text("wizard.preview.more"), "hint"));
                }
            }
            case Preview.Picture picture -> shown.getChildren().add(picture(picture));
        }
    }

    private Node picture(Preview.Picture picture) {
        PictureBox box = new PictureBox(picture.image());
        box.setAccessibleText(Messages.text("wizard.preview.picture", name.getText()));
        return Ui.grow(box);
    }
}
