package org.lifeboat.wizard.browser;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.PaceText;
import org.lifeboat.wizard.kit.Questions;
import org.lifeboat.wizard.kit.Ui;

import java.util.Optional;

/** How far a copy is, and the way to stop it. */
final class CopyWork {

    private static final Duration POLL = Duration.millis(100);

    private final CopyModel model;
    private final ProgressBar whole = new ProgressBar(0);
    private final Label text = Ui.text("", "whole-text");
    private final Label current = Ui.text("", "quiet");
    private final Button cancel = Ui.button("wizard.restore.cancel", this::askToCancel);
    private final VBox node;
    private final Timeline poll = new Timeline(new KeyFrame(POLL, event -> show()));
    private Optional<Alert> question = Optional.empty();

    CopyWork(CopyModel model) {
        this.model = model;
        whole.setId("copying");
        whole.setMaxWidth(Double.MAX_VALUE);
        whole.setMinHeight(ProgressBar.USE_PREF_SIZE);
        whole.getStyleClass().add("large");
        cancel.setId("cancel-copy");
        cancel.setCancelButton(true);
        node = Ui.column(12, whole, Ui.row(12, Ui.grow(text), cancel), current);
        text.setMaxWidth(Double.MAX_VALUE);
        poll.setCycleCount(Animation.INDEFINITE);
    }

    VBox node() {
        return node;
    }

    void begin() {
        cancel.setDisable(false);
        whole.setProgress(0);
        text.setText(Messages.text("wizard.restore.preparing"));
        whole.setAccessibleText(text.getText());
        current.setText("");
        poll.play();
        cancel.requestFocus();
    }

    void end() {
        poll.stop();
        question.ifPresent(Alert::close);
    }

    /** Asks once; the work goes on meanwhile. */
    private void askToCancel() {
        Alert alert =
                Questions.stop(
                        node,
                        "wizard.cancel.title",
                        "wizard.cancel.question.copy",
                        "wizard.copy.cancel.what",
                        "wizard.cancel.yes");
        question = Optional.of(alert);
        alert.resultProperty()
                .addListener(
                        (property, before, answer) -> {
                            if (Questions.isYes(answer)) {
                                cancel.setDisable(true);
                                model.cancel();
                            }
                        });
        alert.show();
    }

    private void show() {
        CopyModel.Snapshot now = model.snapshot();
        whole.setProgress(now.fraction());
        text.setText(text(now));
        whole.setAccessibleText(text.getText());
        current.setText(Messages.printable(now.current()));
    }

    private String text(CopyModel.Snapshot now) {
        if (model.cancellingProperty().get()) {
            return Messages.text("wizard.restore.cancelling");
        }
        return PaceText.of(now.fraction(), now.bytesPerSecond(), now.secondsLeft());
    }
}
