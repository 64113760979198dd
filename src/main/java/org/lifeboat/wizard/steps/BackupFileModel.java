package org.lifeboat.wizard.steps;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.problem.FatalException;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.InternalFault;
import org.lifeboat.restore.UnverifiedBackup;
import org.lifeboat.wizard.browser.OpenImage;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Latest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which file, and whether it is a backup. */
final class BackupFileModel {

    private final Session session;
    private final Background background;
    private final Latest looks;
    private final Latest disks;
    private final ObjectProperty<Optional<UnverifiedBackup>> look =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> obstacle =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<Places.Candidate>> candidates =
            new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Path>> disk =
            new SimpleObjectProperty<>(Optional.empty());
    private Optional<Path> firstFolder = Optional.empty();

    BackupFileModel(Session session, Background background) {
        this.session = session;
        this.background = background;
        this.looks = Latest.atOnce(background);
        this.disks = Latest.atOnce(background);
    }

    /** What the chosen file is, if it is a backup. */
    ObjectProperty<Optional<UnverifiedBackup>> lookProperty() {
        return look;
    }

    /** Why the chosen file will not do, as a sentence. */
    ObjectProperty<Optional<String>> obstacleProperty() {
        return obstacle;
    }

    /** The chosen file, if it is no backup but a disk image. */
    ObjectProperty<Optional<Path>> diskProperty() {
        return disk;
    }

    ReadOnlyBooleanProperty lookingProperty() {
        return looks.waitingProperty();
    }

    /** Files in the usual places that may be backups. */
    ObjectProperty<List<Places.Candidate>> candidatesProperty() {
        return candidates;
    }

    CopiesModel copies() {
        return new CopiesModel(session);
    }

    Optional<Session.Sample> sample() {
        return session.sample();
    }

    /** Where to begin to look for a backup; nothing until the places were looked through. */
    Optional<Path> firstFolder() {
        return firstFolder;
    }

    void findCandidates() {
        background.run(Places::candidates, candidates::set, failed -> candidates.set(List.of()));
        background.run(
                () -> Places.folders().stream().findFirst(),
                first -> firstFolder = first,
                failed -> {});
    }

    void choose(Path path) {
        choose(path, () -> {});
    }

    /**
     * @param isOne called if it is a backup that nothing has to be said about
     */
    void choose(Path path, Runnable isOne) {
        Optional<Path> chosen = Optional.of(path);
        if (session.fileProperty().get().equals(chosen) && look.get().isPresent()) {
            return;
        }
        session.close();
        session.fileProperty().set(chosen);
        look.set(Optional.empty());
        obstacle.set(Optional.empty());
        disk.set(Optional.empty());
        disks.forget();
        looks.ask(
                () -> {
                    UnverifiedBackup seen = UnverifiedBackup.at(path);
                    Places.remember(path);
                    return seen;
                },
                seen -> {
                    look.set(Optional.of(seen));
                    if (seen.problems().isEmpty() && !seen.cutOff()) {
                        isOne.run();
                    }
                },
                failure -> failed(path, failure));
    }

    private void failed(Path path, Throwable failure) {
        if (failure instanceof FatalException) {
            disks.ask(
                    () -> OpenImage.isDisk(path),
                    isDisk -> disk.set(Optional.of(path).filter(file -> isDisk)),
                    unreadable -> {});
        }
        obstacle.set(Optional.of(sentence(path, failure)));
    }

    private static String sentence(Path path, Throwable failure) {
        return switch (failure) {
            case FatalException fatal -> Messages.text(fatal);
            case IOException unreadable ->
                    Messages.text(
                            Files.isDirectory(path) ? "cli.is.a.folder" : "cli.cannot.read",
                            path.toString());
            default -> Messages.text(InternalFault.told(failure));
        };
    }
}
