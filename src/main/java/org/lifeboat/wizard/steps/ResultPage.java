package org.lifeboat.wizard.steps;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.report.ReportFiles;
import org.lifeboat.report.Sizes;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Desktop;
import org.lifeboat.wizard.kit.NotOpened;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.kit.Toggle;
import org.lifeboat.wizard.kit.Ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Page 7: what became of it. */
final class ResultPage extends StepPage {

    private static final int MOST_PROBLEMS = 100;

    /** Room for the longest head of a column, as a multiple of the text's size. */
    private static final double NARROWEST_COLUMN_EM = 11;

    private static final int COLUMNS = 4;

    /** Of the table, for its scroll bar and its frame. */
    private static final double EDGE_EM = 2;

    /** The head and some rows; without it the page, when it is full, takes all rows away. */
    private static final double TABLE_HEIGHT_EM = 17;

    private final Session session;
    private final Background background;
    private final Desktop desktop;
    private final Runnable more;
    private final Runnable another;
    private final Consumer<Path> browse;
    private final VBox content = Ui.column(16);
    private final VBox saving = Ui.column(8);
    private ResultModel model;

    /**
     * @param more leads to other VMs
     * @param another leads to another backup
     * @param browse opens a disk image
     */
    ResultPage(
            Session session,
            Background background,
            Desktop desktop,
            Runnable more,
            Runnable another,
            Consumer<Path> browse) {
        super(Step.RESULT);
        this.session = session;
        this.background = background;
        this.desktop = desktop;
        this.more = more;
        this.another = another;
        this.browse = browse;
        content.getStyleClass().add("page-content");
        backAllowedProperty().set(false);
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public ObservableBooleanValue readyProperty() {
        return new SimpleBooleanProperty(true);
    }

    @Override
    public void primary() {
        if (!model.diskImages().isEmpty()) {
            browse.accept(folder().resolve(model.diskImages().getFirst()));
        } else if (model.isRestore()) {
            open(folder());
        } else {
            another.run();
        }
    }

    private String primaryKey() {
        if (!model.diskImages().isEmpty()) {
            return "wizard.result.files";
        }
        return model.isRestore() ? "wizard.result.open" : "wizard.result.another";
    }

    @Override
    public void entered() {
        model = new ResultModel(session.reportProperty().get().orElseThrow());
        setPrimaryText(Messages.text(primaryKey()));
        saving.getChildren().clear();
        content.getChildren().setAll(verdict(), actions(), saving);
        if (model.isRestore() && session.reportPage().isEmpty()) {
            showReportFailure(session.destinationProperty().get().orElseThrow());
        }
        List<String> problems = model.problems();
        if (!problems.isEmpty()) {
            VBox list = Ui.column(4);
            problems.stream()
                    .limit(MOST_PROBLEMS)
                    .forEach(sentence -> list.getChildren().add(Ui.text("•  " + sentence)));
            if (problems.size() > MOST_PROBLEMS) {
                list.getChildren()
                        .add(
                                Ui.message(
                                        "wizard.destination.more",
                                        problems.size() - MOST_PROBLEMS));
            }
            list.setId("problems");
            content.getChildren().add(list);
        }
        content.getChildren().addAll(vms(), hmacs());
        if (!model.diskImages().isEmpty()) {
            content.getChildren().add(ExpertCommands.of(model.diskImages(), folder()));
        }
        focusPrimary();
    }

    private VBox verdict() {
        Label sentence = Ui.text(model.sentence(), "verdict-text");
        sentence.setId("verdict");
        sentence.setGraphic(
                Ui.icon(
                        1.9,
                        model.isGood() ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE,
                        "verdict-icon"));
        VBox box = Ui.column(6, sentence);
        session.destinationProperty()
                .get()
                .filter(folder -> model.isRestore())
                .ifPresent(
                        folder ->
                                box.getChildren()
                                        .add(
                                                Ui.copyable(
                                                        folder.toAbsolutePath().toString(),
                                                        Messages.text("wizard.result.where"))));
        box.getStyleClass().addAll("card", model.isGood() ? "good" : "bad");
        return box;
    }

    private FlowPane actions() {
        FlowPane actions = new FlowPane(8, 8);
        if (model.isRestore()) {
            if (!model.diskImages().isEmpty()) {
                var open = Ui.button("wizard.result.open", () -> open(folder()));
                open.setId("open-folder");
                open.setGraphic(Ui.icon(Feather.FOLDER));
                actions.getChildren().add(open);
            }
            var page =
                    Ui.button(
                            "wizard.result.report",
                            () -> session.reportPage().ifPresent(this::open));
            page.setId("open-report");
            page.setGraphic(Ui.icon(Feather.FILE_TEXT));
            page.setDisable(session.reportPage().isEmpty());
            actions.getChildren().add(page);
        }
        var save = Ui.button("wizard.result.save", this::saveReport);
        save.setId("save-report");
        save.setGraphic(Ui.icon(Feather.SAVE));
        var others = Ui.button("wizard.result.more", more);
        others.setId("restore-more");
        actions.getChildren().addAll(save, others);
        if (model.isRestore()) {
            var backup = Ui.button("wizard.result.another", another);
            backup.setId("another-backup");
            actions.getChildren().add(backup);
        }
        return actions;
    }

    private VBox vms() {
        VBox rows = Ui.column(8);
        for (VmResult vm : model.report().vms()) {
            long restored = vm.archives().stream().mapToLong(ArchiveResult::restoredBytes).sum();
            String facts =
                    Messages.text(vm.verdict())
                            + (vm.verdict() == Verdict.OK ? ", " + Sizes.text(restored) : "");
            String where =
                    ResultModel.firstOutput(vm)
                            .map(path -> path.substring(0, path.indexOf('/') + 1))
                            .orElse("");
            Label name = Ui.text(Messages.printable(vm.vm().name()), "vm-name");
            name.setGraphic(
                    Ui.icon(
                            icon(vm.verdict()),
                            vm.verdict() == Verdict.OK ? "good-text" : "bad-text"));
            VBox row =
                    Ui.column(
                            4,
                            Ui.row(
                                    12,
                                    name,
                                    Ui.text(facts, "quiet"),
                                    Ui.spring(),
                                    Ui.text(where, "monospaced")));
            List<String> images = model.diskImages(vm);
            if (!images.isEmpty()) {
                row.getChildren().add(DiskButtons.of(images, folder(), browse));
            }
            rows.getChildren().add(row);
        }
        return Ui.column(8, Ui.text(Messages.text("wizard.result.vms"), "section-title"), rows);
    }

    private static Feather icon(Verdict verdict) {
        return switch (verdict) {
            case OK -> Feather.CHECK_CIRCLE;
            case DAMAGED -> Feather.X_CIRCLE;
            case MISSING -> Feather.HELP_CIRCLE;
            case SKIPPED, CANCELLED -> Feather.MINUS_CIRCLE;
        };
    }

    private VBox hmacs() {
        List<ChunkResult> all = model.chunks(false);
        ChunkMap map = new ChunkMap();
        map.setId("result-map");
        map.show(all.stream().map(ChunkResult::name).toList());
        for (int i = 0; i < all.size(); i++) {
            map.set(i, Mark.of(all.get(i).verdict()));
        }
        map.describe();
        TableView<ChunkResult> table = table();
        table.setItems(FXCollections.observableArrayList(all));
        Toggle everything = new Toggle("wizard.result.all.parts");
        everything.setSelected(true);
        Toggle onlyProblems = new Toggle("wizard.result.only.problems");
        onlyProblems.setId("only-problems");
        SegmentedButton filter = new SegmentedButton(everything, onlyProblems);
        // At least one is chosen, whatever is clicked.
        filter.getToggleGroup()
                .selectedToggleProperty()
                .addListener(
                        (property, before, now) -> {
                            if (now == null) {
                                filter.getToggleGroup().selectToggle(before);
                            }
                        });
        onlyProblems
                .selectedProperty()
                .addListener(
                        (property, before, only) -> table.getItems().setAll(model.chunks(only)));
        TitledPane details =
                new TitledPane(
                        Messages.text("wizard.result.hmac.table", all.size()),
                        Ui.column(8, filter, table));
        details.setId("hmac-details");
        details.setExpanded(false);
        details.setAnimated(false);
        return Ui.column(
                8,
                Ui.text(Messages.text("report.section.map"), "section-title"),
                map,
                ChunkMap.legend(Mark.AUTHENTIC, Mark.FAILED, Mark.MISSING, Mark.LEFT),
                details);
    }

    private static TableView<ChunkResult> table() {
        TableView<ChunkResult> table = new TableView<>();
        table.setId("hmacs");
        table.setAccessibleText(Messages.text("report.section.map"));
        table.setPlaceholder(Ui.message("wizard.result.no.problems"));
        // Columns that do not fit are scrolled to.
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        addColumn(table, "report.column.part", chunk -> Messages.printable(chunk.name()));
        addColumn(table, "report.column.verdict", chunk -> Mark.of(chunk.verdict()).word());
        addColumn(table, "report.column.stored", ChunkResult::storedHmac);
        addColumn(table, "report.column.computed", ChunkResult::computedHmac);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        MenuItem copy = new MenuItem(Messages.text("wizard.copy"));
        copy.setOnAction(event -> copy(table.getSelectionModel().getSelectedItems()));
        table.setContextMenu(new ContextMenu(copy));
        DoubleBinding height = TextSize.pixelsProperty().multiply(TABLE_HEIGHT_EM);
        table.prefHeightProperty().bind(height);
        table.minHeightProperty().bind(height);
        return table;
    }

    /** Of an equal share of the table's width, as long as its head fits into that. */
    private static void addColumn(
            TableView<ChunkResult> table, String key, Function<ChunkResult, String> value) {
        TableColumn<ChunkResult, String> column = new TableColumn<>(Messages.text(key));
        DoubleBinding narrowest = TextSize.pixelsProperty().multiply(NARROWEST_COLUMN_EM);
        DoubleBinding share =
                table.widthProperty()
                        .subtract(TextSize.pixelsProperty().multiply(EDGE_EM))
                        .divide(COLUMNS);
        column.minWidthProperty().bind(narrowest);
        column.prefWidthProperty().bind(Bindings.max(narrowest, share));
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        table.getColumns().add(column);
    }

    private static void copy(List<ChunkResult> chunks) {
        ClipboardContent text = new ClipboardContent();
        text.putString(
                chunks.stream()
                        .map(
                                chunk ->
                                        chunk.name()
                                                + "\t"
                                                + Mark.of(chunk.verdict()).word()
                                                + "\t"
                                                + chunk.storedHmac()
                                                + "\t"
                                                + chunk.computedHmac())
                        .reduce((one, other) -> one + "\n" + other)
                        .orElse(""));
        Clipboard.getSystemClipboard().setContent(text);
    }

    private Path folder() {
        return session.destinationProperty().get().orElse(Path.of("")).toAbsolutePath();
    }

    private void open(Path path) {
        desktop.open(path, () -> saving.getChildren().setAll(NotOpened.card(path)));
    }

    private void saveReport() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("wizard.result.save.title"));
        chooser.setInitialFileName("lifeboat-report.html");
        File chosen = chooser.showSaveDialog(content.getScene().getWindow());
        if (chosen != null) {
            saveReport(chosen.toPath());
        }
    }

    void saveReport(Path file) {
        ResultModel saved = model;
        background.run(
                () -> ReportFiles.save(file, saved.report()),
                done ->
                        saving.getChildren()
                                .setAll(
                                        Ui.card(
                                                "good",
                                                Feather.CHECK_CIRCLE,
                                                Messages.text("cli.report", done.toString()))),
                failed -> showReportFailure(file));
    }

    private void showReportFailure(Path place) {
        saving.getChildren()
                .setAll(
                        Ui.card(
                                "bad",
                                Feather.X_CIRCLE,
                                Messages.text("cli.report.failed", place.toString())));
    }
}
