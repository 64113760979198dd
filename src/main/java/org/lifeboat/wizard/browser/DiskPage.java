package org.lifeboat.wizard.browser;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.Partition;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.BesidePage;
import org.lifeboat.wizard.kit.Ui;

import java.util.List;

/** What is in a disk image: its partitions if it has any, then its folders and files. */
final class DiskPage extends BesidePage {

    private final DiskModel model;
    private final FilesPane files;
    private final Runnable copy;
    private final DiskCrumbs crumbs;
    private final LookingBar looking = new LookingBar();
    private final VBox notes = Ui.column(6);
    private final VBox body = Ui.grow(Ui.column(10));

    /**
     * @param copy goes on with what is ticked
     * @param copyWhole goes on with all that is whole
     * @param back closes the disk and leaves it
     */
    DiskPage(
            DiskModel model,
            Background background,
            Runnable copy,
            Runnable copyWhole,
            Runnable back) {
        super("wizard.disk", 8, back);
        this.model = model;
        this.copy = copy;
        crumbs = new DiskCrumbs(model, this::leaveSearch);
        files = new FilesPane(model, background, copyWhole);
        readyWhile(
                Bindings.createBooleanBinding(
                        () -> model.ticks().total().ticks() > 0, model.ticks().versionProperty()));
        setPrimaryText(Messages.text("wizard.disk.copy"));
        notes.setId("disk-notes");
        notes.managedProperty().bind(Bindings.isNotEmpty(notes.getChildren()));
        content().getChildren().setAll(crumbs.node(), notes, body, looking.node());
        model.viewProperty().addListener((property, before, now) -> show(now));
    }

    @Override
    public void primary() {
        copy.run();
    }

    @Override
    public String details() {
        return Messages.text(model.disk().texts() + ".details", model.disk().file().toString());
    }

    @Override
    public String introduction() {
        return Messages.text(model.disk().texts() + ".introduction");
    }

    /** Forgets what was shown of another disk, and ends its search and its preview. */
    void begin() {
        files.begin();
        show(model.viewProperty().get());
    }

    @Override
    public void left() {
        looking.end();
    }

    @Override
    public void entered() {
        looking.begin(model.disk().looking());
        // After a mnemonic, which gives the focus to its button.
        Platform.runLater(files::focus);
    }

    private void leaveSearch() {
        files.leaveSearch();
    }

    private void show(DiskModel.View view) {
        crumbs.show();
        notes.getChildren().clear();
        switch (view) {
            case DiskModel.View.Nothing _ -> showLooking();
            case DiskModel.View.Closed(String sentence) -> showClosed(sentence);
            case DiskModel.View.Partitions(List<Partition> partitions, List<Note> about) -> {
                showNotes(about);
                showPartitions(partitions);
            }
            case DiskModel.View.Folder folder -> {
                showNotes(folder.notes());
                body.getChildren().setAll(files.node());
                files.show(folder);
                files.focus();
            }
        }
    }

    private void showLooking() {
        body.getChildren().setAll(Ui.busy("wizard.disk.looking"));
    }

    private void showNotes(List<Note> all) {
        for (Note note : all) {
            var line = Ui.text(note.sentence(), note.isDamage() ? "warn-text" : "note");
            line.setGraphic(Ui.icon(note.isDamage() ? Feather.ALERT_TRIANGLE : Feather.INFO));
            notes.getChildren().add(line);
        }
    }

    private void showClosed(String sentence) {
        VBox card = Ui.card("warn", Feather.HARD_DRIVE, sentence);
        card.setId("disk-closed");
        if (model.hasPartitions() && model.partition().isPresent()) {
            Button leave = Ui.button("wizard.disk.partitions.back", model::leavePartition);
            leave.setId("leave-partition");
            card.getChildren().add(leave);
            Platform.runLater(leave::requestFocus);
        }
        body.getChildren().setAll(card);
    }

    private void showPartitions(List<Partition> partitions) {
        PartitionList list = new PartitionList(partitions, model::enter);
        body.getChildren().setAll(list.node());
        list.focus();
    }
}
