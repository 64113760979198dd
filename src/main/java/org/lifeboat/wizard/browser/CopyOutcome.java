package org.lifeboat.wizard.browser;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.copy.CopyResult;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Desktop;
import org.lifeboat.wizard.kit.NotOpened;
import org.lifeboat.wizard.kit.Ui;

import java.nio.file.Path;
import java.util.Optional;

/** What came of a copy: how much is there, what is missing and why, and what has another name. */
final class CopyOutcome {

    private static final int MOST_LINES = 100;

    private final VBox node = Ui.column(14);

    CopyOutcome(CopyResult result, Path destination, Desktop desktop) {
        node.setId("copied");
        node.getChildren().add(verdict(result, destination));
        VBox notOpened = Ui.column(0);
        Button open =
                Ui.button(
                        "wizard.result.open",
                        () ->
                                desktop.open(
                                        destination,
                                        () ->
                                                notOpened
                                                        .getChildren()
                                                        .setAll(NotOpened.card(destination))));
        open.setId("open-copies");
        open.setGraphic(Ui.icon(Feather.FOLDER));
        node.getChildren().addAll(open, notOpened);
        addProblems(result);
        addRenamed(result);
    }

    VBox node() {
        return node;
    }

    private static VBox verdict(CopyResult result, Path destination) {
        String count = Messages.text("disk.copied", count(result.files()));
        String sentence = Messages.text("wizard.copy.copied", count, Messages.size(result.bytes()));
        if (result.links() > 0) {
            sentence += " " + Messages.text("wizard.copy.links", count(result.links()));
        }
        VBox card =
                Ui.card(
                        result.isComplete() ? "good" : "warn",
                        result.isComplete() ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE,
                        result.cancelled()
                                ? Messages.text("wizard.copy.cancelled") + " " + sentence
                                : sentence,
                        Ui.copyable(destination.toString(), Messages.text("wizard.copy.where")));
        if (result.problemCount() > 0) {
            card.getChildren()
                    .add(Ui.text(Messages.text("disk.problems", count(result.problemCount()))));
        }
        return card;
    }

    private static int count(long files) {
        return (int) Math.min(Integer.MAX_VALUE, files);
    }

    private void addProblems(CopyResult result) {
        if (result.problemCount() == 0) {
            return;
        }
        VBox list = Ui.column(4);
        list.setId("copy-problems");
        result.problems().stream()
                .limit(MOST_LINES)
                .forEach(trouble -> list.getChildren().add(Ui.point(DiskTexts.of(trouble))));
        long more = result.problemCount() - Math.min(MOST_LINES, result.problems().size());
        if (more > 0) {
            list.getChildren().add(Ui.message("wizard.destination.more", count(more)));
        }
        node.getChildren().addAll(Ui.title("wizard.copy.problems"), list);
    }

    private void addRenamed(CopyResult result) {
        VBox list = Ui.column(4);
        for (CopyResult.Item item : result.items()) {
            Optional<String> now = item.otherName();
            if (now.isPresent() && list.getChildren().size() < MOST_LINES) {
                String before = item.entry().name().text();
                list.getChildren()
                        .add(Ui.point(Messages.text("wizard.copy.renamed", before, now.get())));
            }
        }
        if (!list.getChildren().isEmpty()) {
            list.setId("copy-renamed");
            node.getChildren().addAll(Ui.title("wizard.copy.renamed.title"), list);
        }
    }
}
