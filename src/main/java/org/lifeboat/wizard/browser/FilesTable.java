package org.lifeboat.wizard.browser;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Latest;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.kit.Ui;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The table of files: only the rows in view have nodes, and sorting is done in the background. */
final class FilesTable {

    private static final double TICK_EM = 3;
    private static final double SIZE_EM = 6.5;
    private static final double DATE_EM = 8.5;
    private static final double KIND_EM = 7;
    private static final double STATE_EM = 7.5;
    private static final double FOLDER_EM = 11;
    private static final double NARROWEST_NAME_EM = 12;

    /** The vertical scroll bar and the borders. */
    private static final double BAR_EM = 1.4;

    /** Below this width of the name, its kind goes without a column of its own. */
    private static final double ROOMY_NAME_EM = 16;

    private final Ticks ticks;
    private final Latest sorts;
    private final Consumer<FileRow> open;
    private final Runnable up;
    private final ObservableList<FileRow> rows = FXCollections.observableArrayList();
    private final TableView<FileRow> table = new TableView<>(rows);
    private final TableColumn<FileRow, FileRow> tick = column("wizard.disk.column.tick");
    private final TableColumn<FileRow, FileRow> name = column("wizard.disk.column.name");
    private final TableColumn<FileRow, FileRow> state = column("wizard.disk.column.state");
    private final TableColumn<FileRow, FileRow> folder = column("wizard.disk.column.folder");
    private final TableColumn<FileRow, FileRow> size = column("wizard.disk.column.size");
    private final TableColumn<FileRow, FileRow> date = column("wizard.disk.column.date");
    private final TableColumn<FileRow, FileRow> kind = column("wizard.disk.column.kind");

    /**
     * @param open what Enter and a double click do
     * @param up what Backspace does
     */
    FilesTable(Ticks ticks, Background background, Consumer<FileRow> open, Runnable up) {
        this.ticks = ticks;
        this.sorts = Latest.atOnce(background);
        this.open = open;
        this.up = up;
        table.setId("files");
        table.setAccessibleText(Messages.text("wizard.disk.files"));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getColumns().add(tick);
        table.getColumns().add(name);
        table.getColumns().add(state);
        table.getColumns().add(folder);
        table.getColumns().add(size);
        table.getColumns().add(date);
        table.getColumns().add(kind);
        // Its text would not fit; screen readers have it from each row.
        tick.setText("");
        tick.setGraphic(Ui.icon(Feather.CHECK_SQUARE));
        tick.setCellFactory(column -> new TickCell(ticks));
        tick.setSortable(false);
        tick.setReorderable(false);
        name.setCellFactory(column -> new FileNameCell());
        name.setComparator(Comparator.comparing(FileRow::name, String.CASE_INSENSITIVE_ORDER));
        state.setCellFactory(column -> new FileStateCell());
        state.setComparator(Comparator.comparing(FileRow::state));
        state.setVisible(false);
        text(folder, row -> Messages.printable(row.folder()));
        folder.setComparator(Comparator.comparing(FileRow::folder));
        text(size, FileFacts::size);
        size.getStyleClass().add("number");
        size.setComparator(Comparator.comparingLong(FileFacts::sortedSize));
        text(date, row -> FileFacts.day(row.entry().modified()));
        date.setComparator(Comparator.comparing(row -> row.entry().modified()));
        text(kind, row -> FileSort.of(row.entry()).word());
        kind.setComparator(Comparator.comparing(row -> FileSort.of(row.entry())));
        folder.setVisible(false);
        table.setRowFactory(view -> row());
        table.setSortPolicy(view -> sort());
        table.setMinHeight(220);
        // It grows with the window; its usual height would push what is below it out of view.
        table.setPrefHeight(220);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
        table.widthProperty().addListener(width -> fit());
        TextSize.pixelsProperty().addListener(pixels -> fit());
    }

    private static TableColumn<FileRow, FileRow> column(String key) {
        TableColumn<FileRow, FileRow> column = new TableColumn<>(Messages.text(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        return column;
    }

    private static void text(TableColumn<FileRow, FileRow> column, Function<FileRow, String> text) {
        column.setCellFactory(any -> new FileTextCell(text));
    }

    TableView<FileRow> node() {
        return table;
    }

    int count() {
        return rows.size();
    }

    /**
     * @param now in their usual order
     * @param placeholder the key of what is said if there are none
     */
    void show(List<FileRow> now, String placeholder) {
        table.getSortOrder().clear();
        sorts.forget();
        placeholder(placeholder);
        rows.setAll(now);
        if (now.isEmpty()) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().clearAndSelect(0);
            table.scrollTo(0);
        }
    }

    void placeholder(String key) {
        table.setPlaceholder(Ui.message(key));
    }

    void add(List<FileRow> more) {
        rows.addAll(more);
        if (!rows.isEmpty() && table.getSelectionModel().isEmpty()) {
            table.getSelectionModel().clearAndSelect(0);
        }
    }

    void select(FolderEntry entry) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).entry().inode() == entry.inode()) {
                table.getSelectionModel().clearAndSelect(i);
                table.scrollTo(Math.max(0, i - 2));
                return;
            }
        }
    }

    /** Whether each row tells its folder. */
    void showFolders(boolean shows) {
        folder.setVisible(shows);
        fit();
    }

    /** Whether each row tells what is left of it. */
    void showStates(boolean shows) {
        state.setVisible(shows);
        fit();
    }

    void onSelected(Consumer<Optional<FileRow>> selected) {
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> selected.accept(Optional.ofNullable(now)));
    }

    void tickAll(boolean on) {
        ticks.set(rows, on);
    }

    /** The name takes what room is left; if that is too little, the table scrolls sideways. */
    private void fit() {
        double em = TextSize.pixelsProperty().get();
        tick.setPrefWidth(TICK_EM * em);
        size.setPrefWidth(SIZE_EM * em);
        date.setPrefWidth(DATE_EM * em);
        kind.setPrefWidth(KIND_EM * em);
        folder.setPrefWidth(FOLDER_EM * em);
        state.setPrefWidth(STATE_EM * em);
        double others =
                TICK_EM
                        + SIZE_EM
                        + DATE_EM
                        + (folder.isVisible() ? FOLDER_EM : 0)
                        + (state.isVisible() ? STATE_EM : 0);
        double room = table.getWidth() - (others + BAR_EM) * em;
        kind.setVisible(room - KIND_EM * em >= ROOMY_NAME_EM * em);
        double left = kind.isVisible() ? room - KIND_EM * em : room;
        name.setPrefWidth(Math.max(NARROWEST_NAME_EM * em, left));
    }

    private TableRow<FileRow> row() {
        FileTableRow row = new FileTableRow(ticks);
        row.setOnMouseClicked(
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY
                            && event.getClickCount() == 2
                            && !row.isEmpty()) {
                        open.accept(row.getItem());
                    }
                });
        return row;
    }

    private void keys(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        List<FileRow> selected = List.copyOf(table.getSelectionModel().getSelectedItems());
        switch (event.getCode()) {
            case ENTER -> {
                if (!selected.isEmpty()) {
                    open.accept(selected.getLast());
                }
                event.consume();
            }
            case BACK_SPACE -> {
                up.run();
                event.consume();
            }
            case SPACE -> {
                ticks.set(selected, !selected.stream().allMatch(ticks::isTicked));
                event.consume();
            }
            default -> {}
        }
    }

    /** Folders stay first, whatever it is sorted by. */
    private boolean sort() {
        Comparator<FileRow> asked = table.getComparator();
        Comparator<FileRow> order =
                asked == null
                        ? FileRow.USUAL
                        : FileRow.foldersFirst(asked).thenComparing(FileRow.USUAL);
        List<FileRow> unsorted = List.copyOf(rows);
        FileRow selected = table.getSelectionModel().getSelectedItem();
        sorts.ask(
                () -> {
                    List<FileRow> sorted = new ArrayList<>(unsorted);
                    sorted.sort(order);
                    return sorted;
                },
                sorted -> {
                    if (rows.size() == sorted.size()) {
                        rows.setAll(sorted);
                        if (selected != null) {
                            table.getSelectionModel().clearAndSelect(rows.indexOf(selected));
                        }
                    }
                },
                failed -> {});
        return true;
    }
}
