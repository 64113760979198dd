package org.lifeboat.wizard.steps;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.report.ReportFiles;
import org.lifeboat.restore.VmResult;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Desktop;
import org.lifeboat.wizard.kit.NotOpened;
import org.lifeboat.wizard.kit.Ui;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Page 7: what became of it. */
final class ResultPage extends StepPage {

    private static final int MOST_PROBLEMS = 100;

    private final Session session;
    private final Background background;
    private final Desktop desktop;
    private final Runnable more;
    private final Runnable another;
    private final Runnable goOn;
    private final Consumer<Path> browse;
    private final VBox saving = Ui.column(8);
    private final Button finish = Ui.button("wizard.result.finish", this::close);
    private ResultModel model;

    /**
     * @param more leads to other VMs
     * @param another leads to another backup
     * @param goOn leads to where the same restore can be gone on with
     * @param browse opens a disk image
     */
    ResultPage(
            Session session,
            Background background,
            Desktop desktop,
            Runnable more,
            Runnable another,
            Runnable goOn,
            Consumer<Path> browse) {
        super(Step.RESULT, 16, another);
        this.session = session;
        this.background = background;
        this.desktop = desktop;
        this.more = more;
        this.another = another;
        this.goOn = goOn;
        this.browse = browse;
        backAllowedProperty().set(false);
        finish.setId("finish");
    }

    @Override
    public String title() {
        return current().title();
    }

    @Override
    public String introduction() {
        return current().introduction();
    }

    private ResultModel current() {
        return new ResultModel(session.reportProperty().get().orElseThrow());
    }

    @Override
    public Optional<Button> secondary() {
        return current().isRestore() ? Optional.of(finish) : Optional.empty();
    }

    @Override
    public void primary() {
        if (!model.isRestore()) {
            close();
        } else if (model.isCancelled()) {
            session.anewProperty().set(false);
            goOn.run();
        } else if (model.files().isPresent()) {
            open(folder().resolve(model.files().get()));
        } else if (!model.diskImages().isEmpty()) {
            browse.accept(folder().resolve(model.diskImages().getFirst()));
        } else {
            open(folder());
        }
    }

    private String primaryKey() {
        if (!model.isRestore()) {
            return "wizard.result.finish";
        }
        if (model.isCancelled()) {
            return "wizard.result.go.on";
        }
        if (model.files().isPresent()) {
            return "wizard.result.files";
        }
        if (model.diskImages().isEmpty()) {
            return "wizard.result.open";
        }
        return ResultModel.isIncomplete(model.diskImages().getFirst())
                ? "wizard.result.files.saved"
                : "wizard.result.files";
    }

    private void close() {
        content().getScene().getWindow().hide();
    }

    @Override
    public void entered() {
        model = current();
        setPrimaryText(Messages.text(primaryKey()));
        saving.getChildren().clear();
        List<Node> shown = content().getChildren();
        shown.clear();
        Collections.addAll(shown, verdict(), vms());
        if (model.isRestore() && session.reportPage().isEmpty()) {
            showReportFailure(session.destinationProperty().get().orElseThrow());
        }
        List<String> notes = new ArrayList<>();
        if (model.hasDamage() && !model.problems().isEmpty()) {
            shown.add(sentences("problems", "wizard.result.problems", model.problems()));
        } else {
            notes.addAll(model.problems());
        }
        notes.addAll(model.notes());
        if (!notes.isEmpty()) {
            shown.add(sentences("notes", "wizard.result.notes", notes));
        }
        if (model.hasDamage()) {
            shown.add(OtherWays.card());
            shown.add(new CopyChooser(new CopiesModel(session), this::mend).node());
        }
        Collections.addAll(shown, saving, actions());
        shown.add(new HmacProof(model).node());
        if (!model.diskImages().isEmpty()) {
            shown.add(ExpertCommands.of(model.diskImages(), folder()));
        }
        focusPrimary();
    }

    private VBox verdict() {
        Label sentence = Ui.text(model.sentence(), "verdict-text");
        sentence.setId("verdict");
        sentence.setGraphic(Ui.icon(1.9, sign(), "verdict-icon"));
        VBox box = Ui.column(6, sentence);
        if (model.isRestore()) {
            String where = Messages.text("wizard.result.where");
            box.getChildren().add(Ui.copyable(folder().toString(), where));
        }
        box.getStyleClass().addAll("card", style());
        return box;
    }

    private String style() {
        if (model.isCancelled()) {
            // It was wished for, so it is nothing to be alarmed at.
            return "plain";
        }
        return model.isGood() ? "good" : "bad";
    }

    private Feather sign() {
        if (model.isCancelled()) {
            return Feather.PAUSE_CIRCLE;
        }
        return model.isGood() ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE;
    }

    private FlowPane actions() {
        FlowPane actions = new FlowPane(8, 8);
        List<Node> buttons = actions.getChildren();
        if (model.isRestore()) {
            buttons.add(
                    action(
                            "open-folder",
                            "wizard.result.open",
                            Feather.FOLDER,
                            () -> open(folder())));
        }
        if (model.isRestore()) {
            Button page =
                    action(
                            "open-report",
                            "wizard.result.report",
                            Feather.FILE_TEXT,
                            () -> session.reportPage().ifPresent(this::open));
            page.setDisable(session.reportPage().isEmpty());
            buttons.add(page);
            Button print =
                    action("print-report", "wizard.result.print", Feather.PRINTER, this::print);
            print.setDisable(session.reportPage().isEmpty());
            buttons.add(print);
        }
        buttons.add(action("save-report", "wizard.result.save", Feather.SAVE, this::saveReport));
        if (model.hasDamagedDisks() && !session.usedDamaged()) {
            buttons.add(
                    action(
                            "also-damaged",
                            "wizard.result.damaged",
                            Feather.LIFE_BUOY,
                            this::useDamaged));
        }
        buttons.add(action("restore-more", "wizard.result.more", Feather.PLUS, more));
        if (model.isRestore()) {
            buttons.add(
                    action("another-backup", "wizard.result.another", Feather.ARCHIVE, another));
        }
        return actions;
    }

    /** Leads to the backup, which is opened anew with its other copy. */
    private void mend() {
        session.mend(model.report());
        another.run();
    }

    /** Leads to the VMs that did not come back whole, to be restored beside what is there. */
    private void useDamaged() {
        session.usesDamagedProperty().set(true);
        more.run();
    }

    private static Button action(String id, String key, Feather sign, Runnable work) {
        Button button = Ui.button(key, work);
        button.setId(id);
        button.setGraphic(Ui.icon(sign));
        return button;
    }

    private VBox vms() {
        VBox cards = Ui.column(8);
        for (VmResult vm : model.vms()) {
            cards.getChildren().add(VmOutcome.of(model, vm, folder(), this::open, browse));
        }
        if (model.isRestore() && !model.isCancelled()) {
            cards.getChildren().add(Ui.text(Messages.text("wizard.result.sizes"), "hint"));
        }
        return cards;
    }

    private static VBox sentences(String id, String title, List<String> sentences) {
        VBox list = Ui.column(4);
        list.setId(id);
        sentences.stream()
                .limit(MOST_PROBLEMS)
                .forEach(sentence -> list.getChildren().add(Ui.point(sentence)));
        int more = sentences.size() - MOST_PROBLEMS;
        if (more > 0) {
            list.getChildren().add(Ui.message("wizard.destination.more", more));
        }
        return Ui.column(4, Ui.title(title), list);
    }

    private Path folder() {
        return session.destinationProperty().get().orElse(Path.of("")).toAbsolutePath();
    }

    private void open(Path path) {
        desktop.open(path, () -> saving.getChildren().setAll(NotOpened.card(path)));
    }

    /** The system's web browser prints it as well as any program does. */
    private void print() {
        session.reportPage().ifPresent(this::open);
        saving.getChildren()
                .setAll(
                        Ui.card(
                                "plain",
                                Feather.PRINTER,
                                Messages.text("wizard.result.print.how")));
    }

    private void saveReport() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("wizard.result.save.title"));
        chooser.setInitialFileName("lifeboat-report.html");
        File chosen = chooser.showSaveDialog(content().getScene().getWindow());
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
