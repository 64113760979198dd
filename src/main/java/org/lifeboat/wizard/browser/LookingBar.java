package org.lifeboat.wizard.browser;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.util.Optional;

/**
 * How far the reading of a backup is on its way to what was asked for; there while one waits, below
 * all else, so that nothing jumps when it comes and goes.
 */
final class LookingBar {

    private static final Duration POLL = Duration.millis(150);

    /** Looks at the same number after which nobody waits any more. */
    private static final int STILL = 3;

    private final ProgressBar bar = new ProgressBar(0);
    private final Label text = Ui.text("", "quiet");
    private final VBox node = Ui.column(4, text, bar);
    private final Timeline poll = new Timeline(new KeyFrame(POLL, event -> look()));
    private Optional<Looking> looking = Optional.empty();
    private int seen;
    private int still;

    LookingBar() {
        node.setId("looking");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinHeight(ProgressBar.USE_PREF_SIZE);
        bar.setAccessibleText(Messages.text("wizard.disk.inside.looking.begin"));
        Ui.show(node, false);
        poll.setCycleCount(Animation.INDEFINITE);
    }

    Node node() {
        return node;
    }

    /**
     * @param of nobody, where one never has to wait
     */
    void begin(Optional<Looking> of) {
        end();
        looking = of;
        if (of.isPresent()) {
            seen = of.get().looks();
            still = STILL;
            poll.play();
        }
    }

    void end() {
        poll.stop();
        Ui.show(node, false);
    }

    private void look() {
        int now = looking.map(Looking::looks).orElse(seen);
        still = now == seen ? still + 1 : 0;
        seen = now;
        boolean isWaiting = still < STILL;
        Ui.show(node, isWaiting);
        if (isWaiting) {
            show(looking.map(Looking::fraction).orElse(0.0));
        }
    }

    private void show(double fraction) {
        bar.setProgress(fraction > 0 ? fraction : ProgressBar.INDETERMINATE_PROGRESS);
        text.setText(
                fraction > 0
                        ? Messages.text("wizard.disk.inside.looking", (int) (fraction * 100) + " %")
                        : Messages.text("wizard.disk.inside.looking.begin"));
        bar.setAccessibleText(text.getText());
    }
}
