package org.lifeboat.wizard.steps;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.report.Sizes;
import org.lifeboat.restore.Wanted;
import org.lifeboat.wizard.kit.FolderField;
import org.lifeboat.wizard.kit.ShareBar;
import org.lifeboat.wizard.kit.Ui;
import org.lifeboat.wizard.kit.WrappedCheckBox;

import java.util.List;

/** Page 5: where to. */
final class DestinationPage extends StepPage {

    private static final int MOST_NAMES = 40;

    private final DestinationModel model;
    private final Session session;
    private final FolderField folder =
            new FolderField(
                    "folder", "wizard.destination.label", "wizard.destination.choose.title");
    private final HBox measuring = Ui.busy("wizard.destination.measuring");
    private final WrappedCheckBox onlyFiles = new WrappedCheckBox("wizard.destination.files");
    private final WrappedCheckBox keepDisks = new WrappedCheckBox("wizard.destination.files.disks");
    private final VBox files =
            Ui.column(
                    6,
                    onlyFiles,
                    Ui.text(Messages.text("wizard.destination.files.why"), "hint"),
                    keepDisks);
    private final WrappedCheckBox damaged = new WrappedCheckBox("wizard.destination.damaged");
    private final VBox outcome = Ui.column(12);
    private final UnfinishedChoice unfinished;

    DestinationPage(DestinationModel model, Session session, Runnable onward) {
        super(Step.DESTINATION, 14, onward);
        this.model = model;
        this.session = session;
        readyWhile(
                model.viewProperty()
                        .map(view -> view.filter(DestinationModel.View::fits).isPresent()));
        folder.setText(DestinationModel.proposal().toString());
        Button verifyOnly = Ui.button("wizard.destination.verify", this::verifyOnly, "flat");
        verifyOnly.setId("verify-only");
        verifyOnly.setGraphic(Ui.icon(Feather.CHECK_SQUARE));
        onlyFiles.setId("only-files");
        keepDisks.setId("keep-disks");
        keepDisks.getStyleClass().add("below-tick");
        Ui.showWhile(keepDisks, onlyFiles.selectedProperty());
        damaged.setId("use-damaged");
        session.usesDamagedProperty().bindBidirectional(damaged.selectedProperty());
        unfinished = new UnfinishedChoice(anew -> model.begin(anew, folder.text()));
        outcome.setId("destination-outcome");
        content()
                .getChildren()
                .setAll(
                        folder,
                        unfinished,
                        files,
                        Ui.column(
                                2,
                                damaged,
                                Ui.text(Messages.text("wizard.destination.damaged.why"), "hint")),
                        measuring,
                        outcome,
                        Ui.column(
                                2,
                                verifyOnly,
                                Ui.text(Messages.text("wizard.destination.verify.why"), "hint")));
        Ui.showWhile(measuring, model.measuringProperty());
        onlyFiles.selectedProperty().addListener((property, before, now) -> want());
        keepDisks.selectedProperty().addListener((property, before, now) -> want());
        folder.textProperty().addListener((property, before, now) -> model.look(now));
        model.viewProperty().addListener((property, before, now) -> showView());
        model.obstacleProperty().addListener((property, before, now) -> showView());
    }

    @Override
    public void primary() {
        model.take(folder.text());
        goOn();
    }

    @Override
    public void entered() {
        int count = session.chosenProperty().get().size();
        setPrimaryText(Messages.counted("wizard.destination.restore", count));
        Ui.show(files, model.offersFiles());
        model.measure(folder.text());
        folder.focus();
    }

    @Override
    public String details() {
        return Messages.text("wizard.destination.details");
    }

    private void want() {
        Wanted withFiles = keepDisks.isSelected() ? Wanted.FILES_AND_DISKS : Wanted.FILES;
        model.want(onlyFiles.isSelected() ? withFiles : Wanted.DISKS, folder.text());
    }

    private void verifyOnly() {
        model.takeNone();
        goOn();
    }

    private void showView() {
        model.viewProperty().get().ifPresent(view -> unfinished.show(view.unfinished()));
        outcome.getChildren().clear();
        folder.mark(FolderField.Mark.NONE);
        model.viewProperty()
                .get()
                .ifPresent(
                        view -> {
                            if (view.fits()) {
                                folder.mark(FolderField.Mark.GOOD);
                                outcome.getChildren().addAll(space(view), names(view));
                            } else {
                                showObstacle(Messages.text(view.suitability().obstacle().get()));
                            }
                        });
        model.obstacleProperty().get().ifPresent(this::showObstacle);
    }

    private void showObstacle(String sentence) {
        folder.mark(FolderField.Mark.BAD);
        outcome.getChildren()
                .add(
                        Ui.card(
                                "bad",
                                Feather.X_CIRCLE,
                                sentence,
                                Ui.message("wizard.destination.other")));
    }

    private static VBox space(DestinationModel.View view) {
        long need = view.suitability().taken();
        long free = view.suitability().free();
        String sentence =
                Messages.text("wizard.destination.fits", Sizes.text(need), Sizes.text(free));
        ShareBar bar =
                new ShareBar(
                        List.of(
                                share("needed", "wizard.destination.taken", need),
                                share("free", "wizard.destination.stays", free - need)));
        return Ui.card("good", Feather.CHECK_CIRCLE, sentence, bar);
    }

    private static ShareBar.Share share(String colour, String key, long bytes) {
        return new ShareBar.Share(colour, bytes, Messages.text(key, Sizes.text(bytes)));
    }

    private static VBox names(DestinationModel.View view) {
        String names =
                String.join(
                        "   ",
                        view.names().stream().limit(MOST_NAMES).map(Messages::printable).toList());
        int more = view.names().size() - MOST_NAMES;
        String all =
                more > 0 ? names + "   " + Messages.text("wizard.destination.more", more) : names;
        return Ui.column(4, Ui.title("wizard.destination.names"), Ui.text(all));
    }
}
