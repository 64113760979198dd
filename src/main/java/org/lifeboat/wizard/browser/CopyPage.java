package org.lifeboat.wizard.browser;

import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.copy.CopyResult;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.BesidePage;
import org.lifeboat.wizard.kit.Desktop;
import org.lifeboat.wizard.kit.Ui;

/** Copies what was ticked: first where to, then how far it is, then what came of it. */
final class CopyPage extends BesidePage {

    private final CopyModel model;
    private final Desktop desktop;
    private final Runnable back;
    private final CopyTarget target;
    private final CopyWork work;
    private Stage stage = Stage.TARGET;

    private enum Stage {
        TARGET,
        WORK,
        RESULT
    }

    /**
     * @param back leads to the files again
     */
    CopyPage(CopyModel model, Desktop desktop, Runnable back) {
        super("wizard.copy", 14, back);
        this.model = model;
        this.desktop = desktop;
        this.back = back;
        target = new CopyTarget(model);
        work = new CopyWork(model);
        model.spaceProperty()
                .addListener(
                        (property, before, now) -> {
                            if (stage == Stage.TARGET) {
                                setReady(now.isPresent());
                            }
                        });
    }

    @Override
    public void primary() {
        if (stage == Stage.TARGET) {
            begin();
        } else {
            back.run();
        }
    }

    @Override
    public void entered() {
        stage = Stage.TARGET;
        backAllowedProperty().set(true);
        setPrimaryText(Messages.text("wizard.copy.begin"));
        content().getChildren().setAll(target.node());
        target.begin();
        setReady(model.spaceProperty().get().isPresent());
    }

    private void begin() {
        stage = Stage.WORK;
        setReady(false);
        backAllowedProperty().set(false);
        setPrimaryText(Messages.text("wizard.restore.wait"));
        content().getChildren().setAll(work.node());
        work.begin();
        model.begin(this::finished, this::failed);
    }

    private void finished(CopyResult result) {
        end();
        content()
                .getChildren()
                .setAll(new CopyOutcome(result, model.destination(), desktop).node());
    }

    private void failed(String sentence) {
        end();
        VBox card = Ui.card("bad", Feather.X_CIRCLE, sentence);
        card.setId("copy-failed");
        content().getChildren().setAll(card);
    }

    private void end() {
        work.end();
        stage = Stage.RESULT;
        backAllowedProperty().set(true);
        setPrimaryText(Messages.text("wizard.copy.done"));
        setReady(true);
        focusPrimary();
    }
}
