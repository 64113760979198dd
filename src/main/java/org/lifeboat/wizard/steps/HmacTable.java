package org.lifeboat.wizard.steps;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import org.lifeboat.report.Messages;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.kit.Ui;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts' HMACs, those in the backup beside those that were computed. Rows can be copied. */
final class HmacTable {

    /** Room for the longest head of a column, as a multiple of the text's size. */
    private static final double NARROWEST_COLUMN_EM = 11;

    private static final int COLUMNS = 4;

    /** Of the table, for its scroll bar and its frame. */
    private static final double EDGE_EM = 2;

    /** The head and some rows; without it the page, when it is full, takes all rows away. */
    private static final double HEIGHT_EM = 17;

    private final TableView<ChunkResult> table = new TableView<>();

    HmacTable() {
        table.setId("hmacs");
        table.setAccessibleText(Messages.text("report.section.map"));
        table.setPlaceholder(Ui.message("wizard.result.no.problems"));
        // Columns that do not fit are scrolled to.
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        addColumn("report.column.part", chunk -> Messages.printable(chunk.name()));
        addColumn("report.column.verdict", chunk -> Mark.of(chunk.verdict()).word());
        addColumn("report.column.stored", ChunkResult::storedHmac);
        addColumn("report.column.computed", ChunkResult::computedHmac);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        MenuItem copy = new MenuItem(Messages.text("wizard.copy"));
        copy.setOnAction(event -> copy(table.getSelectionModel().getSelectedItems()));
        table.setContextMenu(new ContextMenu(copy));
        DoubleBinding height = TextSize.pixelsProperty().multiply(HEIGHT_EM);
        table.prefHeightProperty().bind(height);
        table.minHeightProperty().bind(height);
    }

    TableView<ChunkResult> node() {
        return table;
    }

    void show(List<ChunkResult> chunks) {
        table.getItems().setAll(chunks);
    }

    /** Of an equal share of the table's width, as long as its head fits into that. */
    private void addColumn(String key, Function<ChunkResult, String> value) {
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
        text.putString(chunks.stream().map(HmacTable::line).collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(text);
    }

    private static String line(ChunkResult chunk) {
        return String.join(
                "\t",
                chunk.name(),
                Mark.of(chunk.verdict()).word(),
                chunk.storedHmac(),
                chunk.computedHmac());
    }
}
