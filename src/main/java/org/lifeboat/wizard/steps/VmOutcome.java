package org.lifeboat.wizard.steps;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;
import org.lifeboat.wizard.kit.Ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** One VM that came back, or what of it did, and the way to its files. */
final class VmOutcome {

    private VmOutcome() {}

    /**
     * @param folder that was restored to
     * @param open shows a folder in the system's own file manager
     * @param browse opens a disk image
     */
    static VBox of(
            ResultModel model,
            VmResult vm,
            Path folder,
            Consumer<Path> open,
            Consumer<Path> browse) {
        VmFiles files = VmFiles.of(vm);
        HBox head = Ui.row(12, Ui.grow(words(vm, files)));
        files.folder()
                .filter(path -> model.isRestore())
                .ifPresent(
                        path ->
                                head.getChildren()
                                        .add(
                                                openButton(
                                                        vm,
                                                        () -> open.accept(folder.resolve(path)))));
        VBox card = Ui.column(8, head);
        model.damagedDisks(vm).forEach(disk -> card.getChildren().add(DiskLoss.of(disk)));
        List<String> images = model.diskImages(vm);
        if (!images.isEmpty()) {
            card.getChildren().add(DiskButtons.of(images, folder, browse));
        }
        card.getStyleClass().addAll("card", "vm-outcome");
        card.setId("vm-" + vm.vm().name());
        return card;
    }

    private static Node words(VmResult vm, VmFiles files) {
        boolean isGood = vm.verdict() == Verdict.OK;
        VmColour colour = new VmColour();
        colour.show(vm.vm().label());
        Label name = Ui.text(Messages.printable(vm.vm().name()), "vm-name");
        Label state = Ui.text(Messages.text(vm.verdict()), "quiet");
        state.setGraphic(Ui.icon(icon(vm.verdict()), style(vm.verdict())));
        String much = files.words();
        VBox words = Ui.column(2, name);
        if (isGood && !much.isEmpty()) {
            words.getChildren().add(Ui.text(much));
        } else if (!much.isEmpty()) {
            words.getChildren().add(Ui.text(Messages.text("wizard.result.vm.in.place", much)));
        }
        words.getChildren().add(state);
        return Ui.row(12, colour, Ui.grow(words));
    }

    private static Button openButton(VmResult vm, Runnable open) {
        Button button = Ui.button("wizard.result.vm.open", open);
        button.setId("open-vm-" + vm.vm().name());
        button.setGraphic(Ui.icon(Feather.FOLDER));
        button.setAccessibleText(
                Messages.text("wizard.result.vm.open.of", Messages.printable(vm.vm().name())));
        return button;
    }

    private static String style(Verdict verdict) {
        return switch (verdict) {
            case OK -> "good-text";
            case DAMAGED, MISSING -> "bad-text";
            case SKIPPED, CANCELLED -> "quiet-text";
        };
    }

    private static Feather icon(Verdict verdict) {
        return switch (verdict) {
            case OK -> Feather.CHECK_CIRCLE;
            case DAMAGED -> Feather.X_CIRCLE;
            case MISSING -> Feather.HELP_CIRCLE;
            case SKIPPED, CANCELLED -> Feather.MINUS_CIRCLE;
        };
    }
}
