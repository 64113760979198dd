package org.lifeboat.wizard.steps;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.crypto.PassphraseVariant;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.HeaderMismatch;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.InternalFault;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Latest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks a passphrase, and what may have been meant by it. */
final class PassphraseModel {

    private final Session session;
    private final Latest checks;
    private final ObjectProperty<Optional<Refusal>> refusal =
            new SimpleObjectProperty<>(Optional.empty());

    /** Why the backup did not open, and whether advice on typing may help. */
    record Refusal(String sentence, boolean adviceHelps) {}

    private record Outcome(OpenBackup backup, PassphraseVariant.Kind kind, List<String> layouts) {}

    PassphraseModel(Session session, Background background) {
        this.session = session;
        this.checks = Latest.atOnce(background);
    }

    ReadOnlyBooleanProperty checkingProperty() {
        return checks.waitingProperty();
    }

    ObjectProperty<Optional<Refusal>> refusalProperty() {
        return refusal;
    }

    Optional<String> samplePassphrase() {
        return session.isSample()
                ? session.sample().map(Session.Sample::passphrase)
                : Optional.empty();
    }

    String fileName() {
        return session.fileProperty().get().map(file -> file.getFileName().toString()).orElse("");
    }

    /**
     * @param typed wiped here when it is not needed any more
     */
    void check(char[] typed, Runnable opened) {
        if (checkingProperty().get()) {
            Arrays.fill(typed, '\0');
            return;
        }
        Path file = session.fileProperty().get().orElseThrow();
        List<Path> copies = session.copiesProperty().get();
        refusal.set(Optional.empty());
        checks.ask(
                () -> open(file, copies, typed),
                outcome -> {
                    session.open(outcome.backup(), outcome.kind(), outcome.layouts());
                    opened.run();
                },
                failure -> refusal.set(Optional.of(refusal(file, failure))),
                outcome -> Session.close(outcome.backup()));
    }

    /** Whatever is being checked does not matter any more: its backup may not be wanted now. */
    void abandon() {
        checks.forget();
    }

    private static Outcome open(Path file, List<Path> copies, char[] typed)
            throws IOException, FatalException {
        List<PassphraseVariant> variants = PassphraseVariant.of(typed);
        Arrays.fill(typed, '\0');
        try {
            OpenBackup backup =
                    OpenBackup.open(
                            file,
                            copies,
                            variants.stream().map(PassphraseVariant::passphrase).toList(),
                            new Cancellation());
            PassphraseVariant right = variants.get(backup.passphrasePosition());
            return new Outcome(backup, right.kind(), right.detail());
        } finally {
            variants.forEach(PassphraseVariant::close);
        }
    }

    private static Refusal refusal(Path file, Throwable failure) {
        return switch (failure) {
            case FatalException fatal
                    when fatal.refusal() instanceof HeaderMismatch.PassphraseOrHeader ->
                    new Refusal(Messages.text("wizard.passphrase.no.match"), true);
            case FatalException fatal -> new Refusal(Messages.text(fatal), false);
            case IOException unreadable ->
                    new Refusal(Messages.text("cli.cannot.read", file.toString()), false);
            default -> new Refusal(Messages.text(InternalFault.told(failure)), false);
        };
    }
}
