package org.lifeboat.wizard.steps;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.crypto.PassphraseVariant;
import org.lifeboat.problem.Problem;
import org.lifeboat.report.HeaderFacts;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.wizard.kit.Beside;
import org.lifeboat.wizard.kit.Ui;

import java.util.List;
import java.util.Locale;

/**
 * Page 3: that the backup is genuine, and what it is. Only shown for a header that the passphrase
 * vouches for.
 */
final class HeaderPage extends StepPage {

    private final Session session;
    private RestoreReport list;

    HeaderPage(Session session, Runnable onward) {
        super(Step.HEADER, 16, onward);
        this.session = session;
    }

    @Override
    public void entered() {
        list = session.backup().list();
        RestoreReport.Header header = list.header();
        List<Node> shown = content().getChildren();
        shown.clear();
        if (header.isVerified()) {
            shown.add(genuine(header, list.backup()));
        }
        session.variant().map(this::variant).ifPresent(shown::add);
        list.problems().stream().map(HeaderPage::warning).forEach(shown::add);
        shown.add(facts());
        shown.add(Ui.text(guessing(list.backup().format()), "hint"));
        focusPrimary();
    }

    @Override
    public String details() {
        return Messages.text("wizard.header.details", list.header().authentication());
    }

    /** How hard the format makes it to guess the passphrase. */
    private static String guessing(int format) {
        String ofFormat = "wizard.header.weak." + format;
        return Messages.text(Messages.has(ofFormat) ? ofFormat : "wizard.header.weak");
    }

    private static VBox warning(Problem problem) {
        return Ui.card("warn", Feather.ALERT_TRIANGLE, Messages.text(problem));
    }

    private static VBox genuine(RestoreReport.Header header, RestoreReport.Backup backup) {
        Label verdict = Ui.text(Messages.text("wizard.header.genuine"), "verdict-text");
        verdict.setId("genuine");
        verdict.setGraphic(Ui.icon(1.9, Feather.CHECK_CIRCLE, "verdict-icon"));
        Button compare = Ui.button("wizard.header.compare", () -> {});
        compare.setId("compare");
        compare.setOnAction(event -> Beside.of(compare, proof(header)));
        Label made = Ui.text(Made.sentence(backup.file(), backup.format()));
        made.setId("made");
        VBox box = Ui.column(8, verdict, made, Ui.message("wizard.header.genuine.why"), compare);
        box.getStyleClass().addAll("card", "good");
        return box;
    }

    /** For those who know what an HMAC is. */
    private static VBox proof(RestoreReport.Header header) {
        GridPane grid = grid();
        HeaderFacts.of(header).named().forEach((key, value) -> fact(grid, key, value));
        VBox proof =
                Ui.column(
                        8,
                        Ui.copyableField(
                                "report.header.hmac.stored", HmacGroups.of(header.storedHmac())),
                        Ui.copyableField(
                                "report.header.hmac.computed",
                                HmacGroups.of(header.computedHmac())),
                        grid);
        proof.setId("proof");
        return proof;
    }

    private VBox variant(PassphraseVariant.Kind kind) {
        List<String> layouts =
                session.layouts().stream()
                        .map(layout -> Messages.text("layout." + layout.toLowerCase(Locale.ROOT)))
                        .toList();
        String key = "wizard.variant." + kind.name().toLowerCase(Locale.ROOT).replace('_', '.');
        VBox card = Ui.card("warn", Feather.KEY, Messages.text(key, layouts.toArray()));
        card.setId("variant");
        return card;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane(24, 6);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(GridPane.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, values);
        return grid;
    }

    private GridPane facts() {
        GridPane grid = grid();
        fact(
                grid,
                "report.fact.file",
                list.backup().file() + " (" + Messages.size(list.backup().size()) + ")");
        return grid;
    }

    private static void fact(GridPane grid, String key, String value) {
        int row = grid.getRowCount();
        grid.addRow(
                row, Ui.text(Messages.text(key), "field-name"), Ui.text(Messages.printable(value)));
    }
}
