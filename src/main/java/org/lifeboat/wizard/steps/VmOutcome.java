package org.lifeboat.wizard.steps;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.report.Sizes;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;
import org.lifeboat.wizard.kit.Ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What became of one VM, and the way to its files. */
final class VmOutcome {

    private VmOutcome() {}

    /**
     * @param folder that was restored to
     * @param browse opens a disk image
     */
    static VBox of(ResultModel model, VmResult vm, Path folder, Consumer<Path> browse) {
        VBox box = Ui.column(4, head(vm));
        model.damagedDisks(vm).forEach(disk -> box.getChildren().add(DiskLoss.of(disk)));
        List<String> images = model.diskImages(vm);
        if (!images.isEmpty()) {
            box.getChildren().add(DiskButtons.of(images, folder, browse));
        }
        return box;
    }

    private static javafx.scene.Node head(VmResult vm) {
        boolean isGood = vm.verdict() == Verdict.OK;
        Label name = Ui.text(Messages.printable(vm.vm().name()), "vm-name");
        name.setGraphic(Ui.icon(icon(vm.verdict()), isGood ? "good-text" : "bad-text"));
        long restored = vm.archives().stream().mapToLong(ArchiveResult::restoredBytes).sum();
        String facts = Messages.text(vm.verdict()) + (isGood ? ", " + Sizes.text(restored) : "");
        String where =
                ResultModel.firstOutput(vm)
                        .map(path -> path.substring(0, path.indexOf('/') + 1))
                        .orElse("");
        return Ui.row(12, name, Ui.text(facts, "quiet"), Ui.spring(), Ui.text(where, "monospaced"));
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
