package org.lifeboat.wizard.steps;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.PassphraseField;
import org.lifeboat.wizard.kit.Toggle;
import org.lifeboat.wizard.kit.Ui;

import java.util.Optional;

/** Page 2: the passphrase. */
final class PassphrasePage extends StepPage {

    private static final int ADVICE = 5;

    private final PassphraseModel model;
    private final PassphraseField field = new PassphraseField();
    private final Toggle reveal = new Toggle("wizard.passphrase.reveal");
    private final Label capsLock = Ui.message("wizard.passphrase.caps.lock");
    private final HBox checking = Ui.busy("wizard.passphrase.checking");
    private final VBox outcome = Ui.column(12);
    private final Label backup = Ui.text("", "vm-name");
    private final Label sampleHint = Ui.text("", "hint");

    PassphrasePage(PassphraseModel model, Runnable onward) {
        super(Step.PASSPHRASE, 14, onward);
        this.model = model;
        setPrimaryText(Messages.text("wizard.passphrase.check"));
        readyWhile(
                field.contentLengthProperty().greaterThan(0).and(model.checkingProperty().not()));
        field.setId("passphrase");
        field.setPrefColumnCount(40);
        Label label = Ui.labelFor(field, "wizard.passphrase.label");
        reveal.setId("reveal");
        reveal.setGraphic(Ui.icon(Feather.EYE));
        field.revealedProperty().bind(reveal.selectedProperty());
        reveal.textProperty()
                .bind(
                        Bindings.when(reveal.selectedProperty())
                                .then(Messages.text("wizard.passphrase.hide"))
                                .otherwise(Messages.text("wizard.passphrase.reveal")));
        // One goes on typing, and Enter checks; later, since a mnemonic focuses its button.
        reveal.setOnAction(event -> Platform.runLater(this::focusField));
        capsLock.setId("caps-lock");
        capsLock.setGraphic(Ui.icon(Feather.ALERT_TRIANGLE));
        capsLock.getStyleClass().add("warn-text");
        backup.setId("backup-name");
        backup.setGraphic(Ui.icon(Feather.ARCHIVE));
        outcome.setId("passphrase-outcome");
        content()
                .getChildren()
                .setAll(
                        backup,
                        label,
                        Ui.row(8, Ui.grow(field), reveal),
                        capsLock,
                        sampleHint,
                        checking,
                        outcome);
        content().addEventFilter(KeyEvent.ANY, this::watchCapsLock);
        Ui.showWhile(checking, model.checkingProperty());
        model.refusalProperty().addListener((property, before, now) -> showRefusal());
        showCapsLock(false);
    }

    @Override
    public void primary() {
        model.check(field.characters(), this::goOn);
    }

    @Override
    public void entered() {
        field.wipe();
        reveal.setSelected(false);
        backup.setText(Messages.text("wizard.passphrase.backup", model.fileName()));
        model.refusalProperty().set(Optional.empty());
        Ui.show(sampleHint, model.samplePassphrase().isPresent());
        model.samplePassphrase()
                .ifPresent(
                        passphrase ->
                                sampleHint.setText(
                                        Messages.text("wizard.passphrase.sample", passphrase)));
        Platform.runLater(field::requestFocus);
    }

    @Override
    public void left() {
        model.abandon();
        field.wipe();
    }

    @Override
    public String details() {
        return Messages.text("wizard.passphrase.details", model.fileName());
    }

    private void showRefusal() {
        outcome.getChildren().clear();
        model.refusalProperty()
                .get()
                .ifPresent(
                        refusal -> {
                            VBox card = Ui.card("bad", Feather.X_CIRCLE, refusal.sentence());
                            if (refusal.adviceHelps()) {
                                for (int i = 1; i <= ADVICE; i++) {
                                    String advice = Messages.text("wizard.passphrase.advice." + i);
                                    card.getChildren().add(Ui.point(advice));
                                }
                            }
                            outcome.getChildren().add(card);
                            field.requestFocus();
                            field.selectAll();
                        });
    }

    private void focusField() {
        field.requestFocus();
        field.end();
    }

    private void watchCapsLock(KeyEvent event) {
        boolean on = Platform.isKeyLocked(KeyCode.CAPS).orElse(false);
        showCapsLock(on);
    }

    private void showCapsLock(boolean on) {
        Ui.show(capsLock, on);
    }
}
