package org.lifeboat.wizard.steps;

import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Wanted;
import org.lifeboat.wizard.kit.ChoiceCard;
import org.lifeboat.wizard.kit.FolderField;
import org.lifeboat.wizard.kit.ShareBar;
import org.lifeboat.wizard.kit.TwoColumns;
import org.lifeboat.wizard.kit.Ui;
import org.lifeboat.wizard.kit.WrappedCheckBox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Page 5: where to. */
final class DestinationPage extends StepPage {

    private static final int MOST_NAMES = 40;

    private final DestinationModel model;
    private final Session session;
    private final FolderField folder =
            new FolderField(
                    "folder", "wizard.destination.label", "wizard.destination.choose.title");
    private final HBox measuring = Ui.busy("wizard.destination.measuring");
    private final WrappedCheckBox keepDisks = new WrappedCheckBox("wizard.destination.files.disks");
    private final ToggleGroup ways = new ToggleGroup();
    private final ChoiceCard onlyFiles =
            new ChoiceCard("only-files", ways, "wizard.destination.files", keepDisks);
    private final ChoiceCard wholeDisks =
            new ChoiceCard("whole-disks", ways, "wizard.destination.disks");
    private final TwoColumns cards = new TwoColumns(onlyFiles, wholeDisks);
    private final WrappedCheckBox damaged = new WrappedCheckBox("wizard.destination.damaged");
    private final Label leadsTo = Ui.text("", "hint");
    private final DriveButtons drives = new DriveButtons(this::takeDrive);
    private final Button verifyOnly = Ui.button("wizard.destination.verify", this::verifyOnly);
    private final VBox outcome = Ui.column(12);
    private final UnfinishedChoice unfinished;
    private boolean leadsToDamaged;

    DestinationPage(DestinationModel model, Session session, Runnable onward) {
        super(Step.DESTINATION, 14, onward);
        this.model = model;
        this.session = session;
        readyWhile(
                model.viewProperty()
                        .map(view -> view.filter(DestinationModel.View::fits).isPresent()));
        folder.setText(DestinationModel.proposal().toString());
        verifyOnly.setId("verify-only");
        keepDisks.setId("keep-disks");
        keepDisks.getStyleClass().add("below-tick");
        onlyFiles.choose();
        damaged.setId("use-damaged");
        session.usesDamagedProperty().bindBidirectional(damaged.selectedProperty());
        unfinished = new UnfinishedChoice(anew -> model.begin(anew, folder.text()));
        outcome.setId("destination-outcome");
        leadsTo.setId("leads-to");
        content()
                .getChildren()
                .setAll(
                        Ui.column(6, folder, leadsTo, drives),
                        unfinished,
                        cards,
                        measuring,
                        outcome,
                        experts(),
                        Ui.text(Messages.text("wizard.destination.verify.why"), "hint"));
        model.drivesProperty().addListener((property, before, now) -> drives.show(now));
        Ui.showWhile(measuring, model.measuringProperty());
        onlyFiles.chosenProperty().addListener((property, before, now) -> want());
        keepDisks.selectedProperty().addListener((property, before, now) -> want());
        model.unfinishedPlaceProperty()
                .addListener((property, before, now) -> now.ifPresent(this::proposeUnfinished));
        folder.textProperty().addListener((property, before, now) -> look(now));
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
        setPrimaryText(Messages.text("wizard.destination.restore", count));
        Ui.show(cards, model.offersFiles());
        session.wantedProperty().set(wanted());
        if (!session.anewProperty().get()) {
            unfinished.chooseGoingOn();
        }
        leadsToDamaged = damaged.isSelected();
        model.findDrives();
        model.findUnfinished();
        showWhereItLeads(folder.text());
        model.measure(folder.text());
        folder.focus();
    }

    /** What was wished for elsewhere is seen, as soon as all that stands above it has its place. */
    private void leadToDamaged() {
        if (leadsToDamaged) {
            leadsToDamaged = false;
            Platform.runLater(damaged::requestFocus);
        }
    }

    @Override
    public String details() {
        return Messages.text("wizard.destination.details");
    }

    @Override
    public Optional<Button> secondary() {
        return Optional.of(verifyOnly);
    }

    private TitledPane experts() {
        TitledPane experts =
                new TitledPane(
                        Messages.text("wizard.destination.experts"),
                        Ui.column(
                                2,
                                damaged,
                                Ui.text(
                                        Messages.text("wizard.destination.damaged.why"),
                                        "hint",
                                        "below-tick")));
        experts.setId("destination-experts");
        experts.setExpanded(false);
        experts.setAnimated(false);
        // What was wished for elsewhere is seen here.
        damaged.selectedProperty()
                .subscribe(isWished -> experts.setExpanded(isWished || experts.isExpanded()));
        return experts;
    }

    /** What a person typed or chose stays. */
    private void proposeUnfinished(Path place) {
        if (folder.text().equals(DestinationModel.proposal().toString())) {
            folder.setText(place.toString());
        }
    }

    private void look(String typed) {
        showWhereItLeads(typed);
        model.look(typed);
    }

    private void showWhereItLeads(String typed) {
        Optional<String> path = DestinationModel.leadsTo(typed);
        Ui.show(leadsTo, path.isPresent());
        leadsTo.setText(path.map(to -> Messages.text("wizard.destination.leads", to)).orElse(""));
    }

    private void takeDrive(Path drive) {
        folder.setText(DestinationModel.proposalOn(drive).toString());
        folder.focus();
    }

    private void want() {
        model.want(wanted(), folder.text());
    }

    /** Where there are no files to copy out, the disks are all that there is. */
    private Wanted wanted() {
        if (!model.offersFiles() || !onlyFiles.chosenProperty().get()) {
            return Wanted.DISKS;
        }
        return keepDisks.isSelected() ? Wanted.FILES_AND_DISKS : Wanted.FILES;
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
                                outcome.getChildren().add(space(view, wanted().files()));
                                warn(view);
                                outcome.getChildren().add(names(view));
                            } else {
                                showObstacle(Messages.text(view.suitability().obstacle().get()));
                            }
                        });
        model.obstacleProperty().get().ifPresent(this::showObstacle);
        if (model.viewProperty().get().isPresent()) {
            leadToDamaged();
        }
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

    private void warn(DestinationModel.View view) {
        if (view.isInMemory()) {
            VBox card =
                    Ui.card(
                            "warn",
                            Feather.ALERT_TRIANGLE,
                            Messages.text("wizard.destination.memory"));
            card.setId("in-memory");
            outcome.getChildren().add(card);
        }
    }

    /**
     * @param atMost whether less may be needed
     */
    private VBox space(DestinationModel.View view, boolean atMost) {
        long need = view.suitability().taken();
        long free = view.suitability().free();
        String sentence =
                Messages.text(
                        atMost ? "wizard.destination.fits.at.most" : "wizard.destination.fits",
                        Messages.size(need),
                        Messages.size(free));
        ShareBar bar =
                new ShareBar(
                        List.of(
                                share("needed", "wizard.destination.taken", need),
                                share("free", "wizard.destination.stays", free - need)));
        Label time = Ui.text(TimeForecast.sentence(model.storedBytes()));
        time.setId("time");
        return Ui.card("good", Feather.CHECK_CIRCLE, sentence, bar, time);
    }

    private static ShareBar.Share share(String colour, String key, long bytes) {
        return new ShareBar.Share(colour, bytes, Messages.text(key, Messages.size(bytes)));
    }

    private static VBox names(DestinationModel.View view) {
        String joined =
                String.join(
                        "   ",
                        view.names().stream().limit(MOST_NAMES).map(Messages::printable).toList());
        int more = view.names().size() - MOST_NAMES;
        String all =
                more > 0 ? joined + "   " + Messages.text("wizard.destination.more", more) : joined;
        VBox names = Ui.column(4, Ui.title("wizard.destination.names"), Ui.text(all));
        view.numbered()
                .ifPresent(
                        name ->
                                names.getChildren()
                                        .add(
                                                Ui.text(
                                                        Messages.text(
                                                                "wizard.destination.numbered",
                                                                name),
                                                        "hint")));
        return names;
    }
}
