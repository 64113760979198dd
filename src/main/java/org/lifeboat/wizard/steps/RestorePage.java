package org.lifeboat.wizard.steps;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Progress;
import org.lifeboat.restore.VmContents;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Notice;
import org.lifeboat.wizard.kit.PaceText;
import org.lifeboat.wizard.kit.Questions;
import org.lifeboat.wizard.kit.TwoColumns;
import org.lifeboat.wizard.kit.Ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Page 6: the work, as a whole, per VM, and per chunk. */
final class RestorePage extends StepPage {

    /** Ten times a second is fluid and costs little. */
    private static final Duration POLL = Duration.millis(100);

    /**
     * Chunks in work that are listed by name; more are never worked on by the few cores of most
     * computers.
     */
    private static final int MOST_IN_WORK = 12;

    /** Around what scrolls, in pixels. */
    private static final double FRAME = 4;

    private final RestoreModel model;
    private final Background background;
    private final ProgressBar whole = new ProgressBar(0);
    private final Label wholeText = Ui.text("", "whole-text");
    private final VBox inWork = Ui.column(6);
    private final List<ChunkBar> bars = new ArrayList<>();
    private final WorkRows rows = new WorkRows(MOST_IN_WORK);
    private final ChunkMap map = new ChunkMap();
    private final VBox vmRows = Ui.column(6);
    private final List<ProgressBar> vmBars = new ArrayList<>();
    private final Button cancel = Ui.button("wizard.restore.cancel", this::askToCancel);
    private final Button pause = Ui.button("wizard.restore.pause", this::pauseNow);
    private final VBox failure = Ui.column(8);
    private final Timeline poll = new Timeline(new KeyFrame(POLL, event -> show()));
    private Optional<Alert> question = Optional.empty();
    private List<Progress.PlannedChunk> chunks = List.of();
    private String now = "";

    /** One chunk in work: its name, its stage, its bar. */
    private static final class ChunkBar {
        private final Label name = Ui.text("");
        private final Label stage = new Label();
        private final ProgressBar bar = new ProgressBar(0);
        private final VBox node = Ui.column(2, Ui.row(8, name, Ui.spring(), stage), bar);

        private ChunkBar() {
            bar.setMaxWidth(Double.MAX_VALUE);
            name.getStyleClass().add("monospaced");
            stage.getStyleClass().add("quiet");
            stage.setMinWidth(Label.USE_PREF_SIZE);
        }

        private void show(RestoreModel.InWork chunk) {
            name.setText(chunk.name());
            stage.setText(chunk.stage());
            bar.setProgress(chunk.fraction());
            bar.setAccessibleText(chunk.name() + ", " + chunk.stage());
        }
    }

    RestorePage(RestoreModel model, Background background, Runnable onward) {
        super(Step.RESTORE, 12, onward);
        this.model = model;
        this.background = background;
        setReady(false);
        backAllowedProperty().set(false);
        setPrimaryText(Messages.text("wizard.restore.wait"));
        whole.setId("whole");
        whole.setMaxWidth(Double.MAX_VALUE);
        whole.setMinHeight(ProgressBar.USE_PREF_SIZE);
        whole.getStyleClass().add("large");
        cancel.setId("cancel");
        cancel.setCancelButton(true);
        pause.setId("pause");
        map.setId("map");
        inWork.setId("in-work");
        ScrollPane mapScroll = new ScrollPane(map);
        mapScroll.setFitToWidth(true);
        mapScroll.setMinHeight(70);
        // What its colours mean stands right below it, however high the window is.
        mapScroll.maxHeightProperty().bind(map.heightProperty().add(FRAME));
        VBox.setVgrow(mapScroll, Priority.ALWAYS);
        ScrollPane vmScroll = new ScrollPane(vmRows);
        vmScroll.setFitToWidth(true);
        vmScroll.setMinHeight(120);
        VBox.setVgrow(vmScroll, Priority.ALWAYS);
        VBox left = Ui.column(8, Ui.title("wizard.restore.vms"), vmScroll);
        VBox right =
                Ui.column(
                        8,
                        Ui.title("wizard.restore.in.work"),
                        inWork,
                        Ui.title("wizard.restore.map"),
                        mapScroll,
                        ChunkMap.legend(
                                Mark.WAITING,
                                Mark.WORKING,
                                Mark.AUTHENTIC,
                                Mark.DECODED,
                                Mark.FAILED,
                                Mark.MISSING));
        TwoColumns columns = new TwoColumns(left, right);
        VBox.setVgrow(columns, Priority.ALWAYS);
        content()
                .getChildren()
                .setAll(whole, Ui.row(12, wholeText, Ui.spring(), pause, cancel), failure, columns);
        poll.setCycleCount(Animation.INDEFINITE);
        model.failureProperty()
                .addListener((property, before, sentence) -> sentence.ifPresent(this::failed));
        model.pausedProperty().addListener((property, before, why) -> why.ifPresent(this::paused));
    }

    @Override
    public String title() {
        return model.isRestore() ? super.title() : Messages.text("wizard.restore.checking.title");
    }

    @Override
    public String introduction() {
        return model.isRestore()
                ? super.introduction()
                : Messages.text("wizard.restore.checking.introduction");
    }

    @Override
    public void entered() {
        model.forgetPause();
        begin();
    }

    private void begin() {
        failure.getChildren().clear();
        setPrimaryText(Messages.text("wizard.restore.wait"));
        backAllowedProperty().set(false);
        setReady(false);
        cancel.setDisable(false);
        pause.setDisable(false);
        Ui.show(cancel, true);
        Ui.show(pause, model.isRestore());
        model.begin(this::finished);
        chunks = model.progress().chunks();
        map.show(chunks.stream().map(Progress.PlannedChunk::name).toList());
        rows.clear();
        bars.clear();
        inWork.getChildren().clear();
        showVms();
        show();
        poll.play();
        cancel.requestFocus();
    }

    @Override
    public String details() {
        return now;
    }

    private void finished() {
        poll.stop();
        question.ifPresent(Alert::close);
        show();
        showInTitle(Messages.text("wizard.name"));
        notice();
        goOn();
    }

    /** What a person wished for closes the window; what a drive did waits for them. */
    private void paused(String trouble) {
        poll.stop();
        if (model.isPausing()) {
            content().getScene().getWindow().hide();
            return;
        }
        question.ifPresent(Alert::close);
        Ui.show(cancel, false);
        Ui.show(pause, false);
        setPrimaryText(Messages.text("wizard.continue"));
        setReady(true);
        backAllowedProperty().set(true);
        failure.getChildren()
                .setAll(
                        Ui.card(
                                "warn",
                                Feather.PAUSE_CIRCLE,
                                trouble,
                                Ui.message("wizard.restore.paused"),
                                Ui.message("wizard.restore.paused.continue")));
    }

    @Override
    public void primary() {
        if (model.pausedProperty().get().isPresent()) {
            begin();
        } else {
            super.primary();
        }
    }

    private void pauseNow() {
        pause.setDisable(true);
        cancel.setDisable(true);
        model.pause();
    }

    private void failed(String sentence) {
        poll.stop();
        showInTitle(Messages.text("wizard.name"));
        notice();
        Ui.show(pause, false);
        Ui.show(cancel, false);
        setPrimaryText(Messages.text("wizard.continue"));
        backAllowedProperty().set(true);
        failure.getChildren().setAll(Ui.card("bad", Feather.X_CIRCLE, sentence));
    }

    /** Asks once; the work goes on meanwhile. */
    private void askToCancel() {
        boolean isRestore = model.isRestore();
        Alert alert =
                Questions.stop(
                        content(),
                        "wizard.cancel.title",
                        isRestore ? "wizard.cancel.question" : "wizard.cancel.question.check",
                        isRestore ? "wizard.cancel.what.restore" : "wizard.cancel.what.check",
                        "wizard.cancel.yes");
        question = Optional.of(alert);
        alert.resultProperty()
                .addListener(
                        (property, before, answer) -> {
                            if (Questions.isYes(answer)) {
                                cancelNow();
                            }
                        });
        alert.show();
    }

    void cancelNow() {
        cancel.setDisable(true);
        model.cancel();
    }

    private void showVms() {
        vmRows.getChildren().clear();
        vmBars.clear();
        for (VmContents vm : model.vms()) {
            Label name = Ui.text(Messages.printable(vm.vm().name()));
            Label size = new Label(Messages.size(vm.storedBytes()));
            size.setMinWidth(Label.USE_PREF_SIZE);
            size.getStyleClass().add("quiet");
            ProgressBar bar = new ProgressBar(0);
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setAccessibleText(name.getText());
            vmBars.add(bar);
            vmRows.getChildren().add(Ui.column(2, Ui.row(8, name, Ui.spring(), size), bar));
        }
    }

    private void show() {
        RestoreModel.Snapshot snapshot = model.snapshot();
        whole.setProgress(snapshot.fraction());
        wholeText.setText(wholeText(snapshot));
        showInTitle(
                Messages.text("wizard.restore.window", (int) (snapshot.fraction() * 100) + " %"));
        whole.setAccessibleText(wholeText.getText());
        for (int i = 0; i < vmBars.size(); i++) {
            vmBars.get(i).setProgress(snapshot.vmFractions()[i]);
        }
        showInWork(rows.show(snapshot.inWork()));
        for (int i = 0; i < chunks.size(); i++) {
            map.set(i, Mark.of(model.progress().state(i)));
        }
        map.describe();
        now =
                snapshot.inWork().stream()
                        .map(chunk -> chunk.name() + ": " + chunk.stage())
                        .reduce((one, other) -> one + "\n" + other)
                        .orElse("");
    }

    /** A row that is not used for a moment keeps its place: the map below it stands still. */
    private void showInWork(List<Optional<RestoreModel.InWork>> parts) {
        while (bars.size() < parts.size()) {
            ChunkBar bar = new ChunkBar();
            bars.add(bar);
            inWork.getChildren().add(bar.node);
        }
        for (int i = 0; i < parts.size(); i++) {
            Optional<RestoreModel.InWork> part = parts.get(i);
            bars.get(i).node.setVisible(part.isPresent());
            part.ifPresent(bars.get(i)::show);
        }
    }

    /** Also read on the task bar, while the window is behind others. */
    private void showInTitle(String title) {
        if (content().getScene() != null
                && content().getScene().getWindow() instanceof Stage window) {
            window.setTitle(title);
        }
    }

    private void notice() {
        boolean isSeen =
                content().getScene() != null && content().getScene().getWindow().isFocused();
        if (!isSeen) {
            Notice.show(background, Messages.text("wizard.name"), model.endSentence());
        }
    }

    private String wholeText(RestoreModel.Snapshot snapshot) {
        if (model.isPausing()) {
            return Messages.text("wizard.restore.pausing");
        }
        if (model.cancellingProperty().get()) {
            return Messages.text("wizard.restore.cancelling");
        }
        if (snapshot.isSalvaging()) {
            return Messages.text(
                    "wizard.restore.salvaging", (int) (snapshot.fraction() * 100) + " %");
        }
        return PaceText.of(snapshot.fraction(), snapshot.bytesPerSecond(), snapshot.secondsLeft());
    }
}
