package org.lifeboat.wizard.steps;

import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.UnverifiedBackup;
import org.lifeboat.wizard.kit.Ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Page 1: choose or drop a file. */
final class BackupFilePage extends StepPage {

    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");

    private final BackupFileModel model;
    private final Consumer<Path> browse;
    private final Button choose = Ui.button("wizard.backup.choose", this::chooseFile);
    private final VBox outcome = Ui.column(12);
    private final VBox offers = Ui.column(6);
    private final DriveButtons drives;

    /**
     * @param browse opens a disk image
     */
    BackupFilePage(BackupFileModel model, Runnable onward, Consumer<Path> browse) {
        super(Step.BACKUP, 16, onward);
        this.model = model;
        this.browse = browse;
        drives = new DriveButtons(model::choose);
        readyWhile(model.lookProperty().map(Optional::isPresent));
        choose.setId("choose-file");
        readyProperty().addListener((property, before, now) -> markFirstAction());
        markFirstAction();
        Button chooseFolder = Ui.button("wizard.backup.choose.folder", this::chooseFolder);
        chooseFolder.setId("choose-folder");
        FlowPane chooseEither = new FlowPane(8, 8, choose, chooseFolder);
        chooseEither.setAlignment(Pos.CENTER);
        choose.setGraphic(Ui.icon(Feather.FOLDER));
        VBox drop =
                Ui.column(
                        10,
                        Ui.icon(2.2, Feather.DOWNLOAD, "drop-icon"),
                        Ui.text(Messages.text("wizard.backup.drop"), "drop-text"),
                        chooseEither);
        drop.setAlignment(Pos.CENTER);
        drop.getStyleClass().add("drop");
        Button disk = Ui.button("wizard.backup.disk", this::chooseDisk, "flat");
        disk.setId("choose-disk");
        disk.setGraphic(Ui.icon(Feather.HARD_DRIVE));
        VBox content = content();
        VBox expert = Ui.column(2, disk, Ui.text(Messages.text("wizard.backup.disk.for"), "hint"));
        Node copies = new CopyChooser(model.copies(), () -> {}).node();
        Node recent = new RecentFolders(model).node();
        content.getChildren()
                .setAll(drop, promises(), outcome, copies, offers, recent, drives, expert);
        content.setOnDragOver(event -> accept(event, drop));
        content.setOnDragExited(event -> drop.pseudoClassStateChanged(DRAGGED, false));
        content.setOnDragDropped(this::dropped);
        model.lookProperty().addListener((property, before, now) -> showOutcome());
        model.obstacleProperty().addListener((property, before, now) -> showOutcome());
        model.lookingProperty().addListener((property, before, now) -> showOutcome());
        model.diskProperty().addListener((property, before, now) -> showOutcome());
        model.candidatesProperty().addListener((property, before, now) -> showOffers());
        model.listingProperty().addListener((property, before, now) -> showOffers());
        model.drivesProperty().addListener((property, before, now) -> drives.show(now));
        showOffers();
        model.findCandidates();
    }

    @Override
    public void entered() {
        if (readyProperty().get()) {
            focusPrimary();
        } else {
            choose.requestFocus();
        }
    }

    /** What is wanted first has the colour, until there is something to go on with. */
    private void markFirstAction() {
        choose.getStyleClass().remove("accent");
        if (!readyProperty().get()) {
            choose.getStyleClass().add("accent");
        }
    }

    /** What somebody fears who lets a program near the only copy of their files. */
    private static VBox promises() {
        VBox promises =
                Ui.column(
                        4,
                        promise(Feather.EYE, "wizard.backup.promise.reads"),
                        promise(Feather.WIFI_OFF, "wizard.backup.promise.network"),
                        promise(Feather.USER_CHECK, "wizard.backup.promise.administrator"));
        promises.setId("promises");
        return promises;
    }

    private static Label promise(Feather sign, String key) {
        Label promise = Ui.text(Messages.text(key), "note");
        promise.setGraphic(Ui.icon(sign));
        return promise;
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Messages.text("wizard.backup.choose.folder.title"));
        firstFolder().ifPresent(chooser::setInitialDirectory);
        Optional.ofNullable(chooser.showDialog(content().getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(model::choose);
    }

    /** It may have been unplugged meanwhile, and the system's dialog takes only what is there. */
    private Optional<File> firstFolder() {
        return model.firstFolder().map(Path::toFile).filter(File::isDirectory);
    }

    private void chooseFile() {
        askForFile("wizard.backup.choose.title").ifPresent(model::choose);
    }

    private void chooseDisk() {
        askForFile("wizard.backup.disk.title").ifPresent(browse);
    }

    private Optional<Path> askForFile(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text(title));
        firstFolder().ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showOpenDialog(content().getScene().getWindow()))
                .map(File::toPath);
    }

    private void accept(DragEvent event, Node drop) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            drop.pseudoClassStateChanged(DRAGGED, true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        event.getDragboard().getFiles().stream()
                .findFirst()
                .map(File::toPath)
                .ifPresent(model::choose);
        event.setDropCompleted(true);
        event.consume();
    }

    private void showOutcome() {
        showOffers();
        outcome.getChildren().clear();
        if (model.lookingProperty().get()) {
            outcome.getChildren().add(Ui.busy("wizard.backup.looking"));
        }
        model.obstacleProperty()
                .get()
                .ifPresent(
                        sentence -> {
                            boolean isDisk = model.diskProperty().get().isPresent();
                            VBox card =
                                    Ui.card(
                                            isDisk ? "warn" : "bad",
                                            isDisk ? Feather.HARD_DRIVE : Feather.X_CIRCLE,
                                            sentence,
                                            Ui.message("wizard.backup.other"));
                            card.setId("not-a-backup");
                            model.diskProperty()
                                    .get()
                                    .ifPresent(disk -> card.getChildren().add(openDisk(disk)));
                            outcome.getChildren().add(card);
                        });
        model.lookProperty().get().ifPresent(this::showLook);
    }

    private Button openDisk(Path disk) {
        Button open = Ui.button("wizard.backup.disk.open", () -> browse.accept(disk));
        open.setId("open-as-disk");
        open.setGraphic(Ui.icon(Feather.HARD_DRIVE));
        Platform.runLater(open::requestFocus);
        return open;
    }

    private void showLook(UnverifiedBackup look) {
        String facts =
                Messages.text(
                        "wizard.backup.facts",
                        look.name(),
                        new ByteCount(look.size()),
                        Messages.text("wizard.backup.parts", look.parts()));
        VBox good =
                Ui.card(
                        "good",
                        Feather.CHECK_CIRCLE,
                        Messages.text("wizard.backup.is.one"),
                        Ui.text(facts));
        good.setId("is-a-backup");
        focusPrimary();
        outcome.getChildren().add(good);
        look.problems()
                .forEach(
                        problem ->
                                outcome.getChildren()
                                        .add(
                                                Ui.card(
                                                        "warn",
                                                        Feather.ALERT_TRIANGLE,
                                                        Messages.text(problem))));
    }

    private void showOffers() {
        offers.getChildren().clear();
        model.sample()
                .ifPresent(
                        sample -> {
                            Button open =
                                    Ui.button(
                                            "wizard.backup.sample",
                                            () -> model.choose(sample.file()),
                                            "offer");
                            open.setId("sample");
                            open.setGraphic(Ui.icon(Feather.GIFT));
                            offers.getChildren().add(open);
                        });
        model.listingProperty()
                .get()
                .ifPresent(
                        listing -> {
                            Label head =
                                    Ui.text(
                                            Messages.text(
                                                    "wizard.backup.in.folder",
                                                    listing.folder().toString()),
                                            "section-title");
                            offers.getChildren().add(head);
                            listing.backups().forEach(this::addOffer);
                            Platform.runLater(() -> focusFirst(listing));
                        });
        if (!model.candidatesProperty().get().isEmpty()) {
            offers.getChildren().add(Ui.title("wizard.backup.found"));
        }
        model.candidatesProperty().get().forEach(this::addOffer);
    }

    private void addOffer(Places.Candidate candidate) {
        offers.getChildren().add(offer(candidate));
    }

    private void focusFirst(BackupFileModel.Listing listing) {
        offers.getChildren().stream()
                .filter(node -> listing.backups().getFirst().path().equals(node.getUserData()))
                .findFirst()
                .ifPresent(Node::requestFocus);
    }

    private Button offer(Places.Candidate candidate) {
        String day = Messages.day(candidate.modified());
        Button offer =
                new Button(
                        Messages.text(
                                "wizard.backup.candidate",
                                candidate.path().getFileName().toString(),
                                new ByteCount(candidate.size()),
                                day,
                                String.valueOf(candidate.path().getParent())));
        offer.setMnemonicParsing(false);
        offer.setWrapText(true);
        offer.setMinHeight(Button.USE_PREF_SIZE);
        offer.setGraphic(Ui.icon(Feather.HARD_DRIVE));
        offer.getStyleClass().add("offer");
        offer.setUserData(candidate.path());
        if (model.chosen().filter(candidate.path()::equals).isPresent()) {
            offer.setGraphic(Ui.icon(Feather.CHECK_CIRCLE, "good-text"));
            offer.getStyleClass().add("chosen");
            offer.setAccessibleText(Messages.text("wizard.backup.chosen") + ": " + offer.getText());
        }
        offer.setOnAction(event -> model.choose(candidate.path()));
        return offer;
    }
}
