package org.lifeboat.wizard.browser;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.SearchField;
import org.lifeboat.wizard.kit.Toggle;
import org.lifeboat.wizard.kit.TwoColumns;
import org.lifeboat.wizard.kit.Ui;

import java.util.List;
import java.util.Optional;

/** A folder's files, or what a search found: search, table, preview, and how much is ticked. */
final class FilesPane {

    private static final double TABLE_SHARE = 0.62;
    private static final Duration POLL = Duration.millis(100);

    private final DiskModel model;
    private final DiskSearch search;
    private final PreviewModel preview;
    private final FilesTable table;
    private final TextField text = new SearchField("disk-search", "wizard.disk.search").node();
    private final Toggle onlyDamaged = new Toggle("wizard.disk.only.damaged");
    private final Button whole;
    private final Button start = Ui.button("wizard.disk.search.start", this::startOrStop);
    private final Label found = Ui.text("", "quiet");
    private final Label total = Ui.text("", "total");
    private final VBox node;
    private final Timeline poll = new Timeline(new KeyFrame(POLL, event -> takeFound()));
    private Optional<DiskModel.View.Folder> folder = Optional.empty();
    private Optional<FolderEntry> toSelect = Optional.empty();
    private boolean showsFound;

    /**
     * @param copyWhole copies all that is whole
     */
    FilesPane(DiskModel model, Background background, Runnable copyWhole) {
        this.model = model;
        whole = Ui.button("wizard.disk.copy.whole", copyWhole);
        whole.setId("copy-whole");
        whole.setGraphic(Ui.icon(Feather.CHECK_CIRCLE));
        onlyDamaged.setId("only-damaged");
        onlyDamaged.setGraphic(Ui.icon(Feather.ALERT_TRIANGLE));
        // Later, since a mnemonic focuses its button, and the files get the focus then.
        onlyDamaged.setOnAction(event -> Platform.runLater(this::startSearch));
        showSalvaged(false);
        search = new DiskSearch(background);
        preview = new PreviewModel(background);
        table = new FilesTable(model.ticks(), background, this::open, this::up);
        text.setMinWidth(80);
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKeys);
        start.setId("search-start");
        found.setId("found");
        Ui.show(found, false);
        total.setId("ticked");
        Button all = Ui.button("wizard.vms.all", () -> table.tickAll(true));
        all.setId("tick-all");
        Button none = Ui.button("wizard.vms.none", () -> model.ticks().begin(fileSystem()));
        none.setId("tick-none");
        FlowPane ticked = new FlowPane(12, 6, total, all, none, whole);
        ticked.setRowValignment(VPos.CENTER);
        PreviewPane shown = new PreviewPane(preview);
        TwoColumns columns = new TwoColumns(table.node(), shown.node(), TABLE_SHARE);
        VBox.setVgrow(columns, Priority.ALWAYS);
        HBox tools = Ui.row(8, Ui.grow(text), start, onlyDamaged);
        node = Ui.grow(Ui.column(8, tools, found, columns, ticked));
        node.addEventHandler(KeyEvent.KEY_PRESSED, this::keys);
        poll.setCycleCount(Animation.INDEFINITE);
        search.runningProperty().addListener((property, before, now) -> searchChanged(now));
        model.ticks().versionProperty().addListener(change -> showTotal());
        table.onSelected(
                row -> {
                    if (row.isPresent() && fileSystem().isPresent()) {
                        shown.describe(row.get());
                        preview.show(fileSystem().get(), row.get().entry());
                    } else {
                        shown.describeNothing();
                        preview.showNothing();
                    }
                });
        showTotal();
    }

    private Optional<Ext4> fileSystem() {
        return folder.map(shown -> shown.place().fileSystem());
    }

    Node node() {
        return node;
    }

    void focus() {
        table.node().requestFocus();
    }

    /** For another image. */
    void begin() {
        stopSearch();
        showsFound = false;
        Ui.show(found, false);
        folder = Optional.empty();
        text.clear();
        table.show(List.of(), "wizard.disk.looking");
    }

    void show(DiskModel.View.Folder now) {
        Optional<Place> before = folder.map(DiskModel.View.Folder::place);
        folder = Optional.of(now);
        showSalvaged(now.isSalvaged());
        stopSearch();
        showFolder(now);
        // The way back up begins where one went down.
        before.filter(place -> place.depth() > now.place().depth())
                .map(place -> place.folders().get(now.place().depth() + 1))
                .ifPresent(table::select);
        toSelect.ifPresent(table::select);
        toSelect = Optional.empty();
    }

    /** What is only of use for a disk that came out of a damaged backup. */
    private void showSalvaged(boolean shows) {
        Ui.show(onlyDamaged, shows);
        Ui.show(whole, shows);
    }

    private void showFolder(DiskModel.View.Folder now) {
        showsFound = false;
        onlyDamaged.setSelected(false);
        table.showStates(now.isSalvaged() || now.rows().stream().anyMatch(row -> !row.isWhole()));
        Ui.show(found, false);
        table.showFolders(false);
        table.show(
                now.rows(),
                now.isWhole() ? "wizard.disk.folder.empty" : "wizard.disk.folder.unreadable");
    }

    private void open(FileRow row) {
        if (row.entry().isFolder()) {
            Place place = new Place(folder.orElseThrow().place().fileSystem(), row.folders());
            model.go(place.down(row.entry()));
        } else if (showsFound) {
            toSelect = Optional.of(row.entry());
            model.go(new Place(folder.orElseThrow().place().fileSystem(), row.folders()));
        }
    }

    private void up() {
        if (showsFound) {
            leaveSearch();
        } else {
            model.up();
        }
    }

    /** Shows the folder again in place of what was found. */
    void leaveSearch() {
        if (showsFound) {
            stopSearch();
            folder.ifPresent(this::showFolder);
            focus();
        }
    }

    private void keys(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && showsFound) {
            leaveSearch();
            event.consume();
        }
    }

    private void searchKeys(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            // Not the page's primary button's.
            startSearch();
            event.consume();
        }
    }

    private void startOrStop() {
        if (search.runningProperty().get()) {
            stopSearch();
            showFound();
        } else {
            startSearch();
        }
    }

    private void startSearch() {
        String wanted = text.getText().strip();
        boolean losses = onlyDamaged.isSelected();
        if (wanted.isEmpty() && !losses || folder.isEmpty()) {
            leaveSearch();
            // After the mnemonic, which gives the focus to the button.
            Platform.runLater(text::requestFocus);
            return;
        }
        showsFound = true;
        table.showFolders(true);
        table.show(List.of(), "wizard.disk.search.looking");
        Ui.show(found, true);
        search.start(folder.get().place().fileSystem(), wanted, losses);
        poll.play();
        showFound();
    }

    private void stopSearch() {
        search.stop();
        poll.stop();
    }

    private void searchChanged(boolean running) {
        start.setText(
                Messages.text(running ? "wizard.disk.search.stop" : "wizard.disk.search.start"));
        if (!running) {
            poll.stop();
            takeFound();
            if (showsFound) {
                table.placeholder(
                        onlyDamaged.isSelected()
                                ? "wizard.disk.search.no.damage"
                                : "wizard.disk.search.none");
                focus();
            }
        }
    }

    private void takeFound() {
        if (showsFound) {
            table.add(search.takeFound());
            showFound();
        }
    }

    private void showFound() {
        boolean running = search.runningProperty().get();
        String count = Messages.text("wizard.disk.found", table.count());
        String state = running ? " " + Messages.text("wizard.disk.search.looking") : "";
        String notes = running ? "" : String.join(" ", search.notes());
        found.setText((count + state + " " + notes).strip());
    }

    private void showTotal() {
        Ticks.Total sum = model.ticks().total();
        if (sum.ticks() == 0) {
            total.setText(Messages.text("wizard.disk.ticked.none"));
            return;
        }
        int files = (int) Math.min(Integer.MAX_VALUE, sum.files());
        String what =
                sum.complete()
                        ? Messages.text("wizard.disk.ticked.files", files)
                                + ", "
                                + Messages.size(sum.bytes())
                        : Messages.text("wizard.disk.ticked.counting");
        total.setText(Messages.text("wizard.disk.ticked") + " " + what);
    }
}
