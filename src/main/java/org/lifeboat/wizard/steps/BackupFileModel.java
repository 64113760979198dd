package org.lifeboat.wizard.steps;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.local.Drives;
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
    private final ObjectProperty<List<Drives.Drive>> drives = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<List<Path>> recent = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Listing>> listing =
            new SimpleObjectProperty<>(Optional.empty());
    private Optional<Path> firstFolder = Optional.empty();

    /** The backups in a folder, of which one has to be chosen. */
    record Listing(Path folder, List<Places.Candidate> backups) {
        private boolean holds(Path path) {
            return backups.stream().anyMatch(backup -> backup.path().equals(path));
        }
    }

    /** What was found at a path: a backup, or a folder that holds some. */
    private record Looked(Optional<UnverifiedBackup> backup, Optional<Listing> folder) {}

    BackupFileModel(Session session, Background background) {
        this.session = session;
        this.background = background;
        this.looks = Latest.atOnce(background);
        this.disks = Latest.atOnce(background);
        session.copiesProperty().addListener((property, before, now) -> lookAgain());
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
        background.run(Places::candidates, this::found, failed -> candidates.set(List.of()));
        background.run(
                () -> Places.folders().stream().findFirst(),
                first -> firstFolder = firstFolder.or(() -> first),
                failed -> {});
        background.run(Drives::now, drives::set, failed -> {});
        background.run(
                () -> Places.recent().stream().filter(Files::isDirectory).toList(),
                recent::set,
                failed -> {});
    }

    /** Where the newest one lies, the next is looked for. */
    private void found(List<Places.Candidate> all) {
        candidates.set(all);
        all.stream().findFirst().ifPresent(newest -> firstFolder = folderOf(newest.path()));
    }

    private static Optional<Path> folderOf(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent());
    }

    /** Folders that a backup was opened in before and that are there, the last one first. */
    ObjectProperty<List<Path>> recentProperty() {
        return recent;
    }

    void forgetRecent() {
        recent.set(List.of());
        background.run(
                () -> {
                    Places.forget();
                    return true;
                },
                done -> {},
                failed -> {});
    }

    ObjectProperty<List<Drives.Drive>> drivesProperty() {
        return drives;
    }

    /** What lies in a folder that was chosen in place of a file. */
    ObjectProperty<Optional<Listing>> listingProperty() {
        return listing;
    }

    /** The file that was chosen. */
    Optional<Path> chosen() {
        return session.fileProperty().get();
    }

    void choose(Path path) {
        choose(path, () -> {});
    }

    /**
     * @param path of a file, or of a folder with backups: a single one in it is chosen at once
     * @param isOne called if it is a backup that nothing has to be said about
     */
    void choose(Path path, Runnable isOne) {
        Optional<Path> chosen = Optional.of(path);
        if (session.fileProperty().get().equals(chosen) && look.get().isPresent()) {
            return;
        }
        session.close();
        session.fileProperty().set(chosen);
        if (listing.get().filter(found -> found.holds(path)).isEmpty()) {
            listing.set(Optional.empty());
        }
        look(path, isOne);
    }

    /** With another copy, a file that is no backup by itself may be one. */
    private void lookAgain() {
        chosen().ifPresent(path -> look(path, () -> {}));
    }

    private void look(Path path, Runnable isOne) {
        look.set(Optional.empty());
        obstacle.set(Optional.empty());
        disk.set(Optional.empty());
        disks.forget();
        List<Path> copies = session.copiesProperty().get();
        looks.ask(
                () -> lookAt(path, copies),
                seen -> {
                    seen.backup().ifPresent(backup -> show(path, backup, isOne));
                    seen.folder().ifPresent(folder -> show(folder, isOne));
                },
                failure -> failed(path, failure));
    }

    private static Looked lookAt(Path path, List<Path> copies) throws IOException, FatalException {
        if (Files.isDirectory(path)) {
            List<Places.Candidate> backups = Places.backupsIn(path);
            if (!backups.isEmpty()) {
                return new Looked(Optional.empty(), Optional.of(new Listing(path, backups)));
            }
        }
        UnverifiedBackup seen = UnverifiedBackup.at(path, copies);
        Places.remember(path);
        return new Looked(Optional.of(seen), Optional.empty());
    }

    private void show(Path path, UnverifiedBackup seen, Runnable isOne) {
        firstFolder = folderOf(path);
        look.set(Optional.of(seen));
        if (seen.problems().isEmpty() && !seen.cutOff()) {
            isOne.run();
        }
    }

    private void show(Listing found, Runnable isOne) {
        session.fileProperty().set(Optional.empty());
        if (found.backups().size() == 1) {
            choose(found.backups().getFirst().path(), isOne);
        } else {
            listing.set(Optional.of(found));
        }
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
                            Files.isDirectory(path)
                                    ? "wizard.backup.folder.empty"
                                    : "cli.cannot.read",
                            path.toString());
            default -> Messages.text(InternalFault.told(failure));
        };
    }
}
