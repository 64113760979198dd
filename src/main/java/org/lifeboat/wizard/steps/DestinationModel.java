package org.lifeboat.wizard.steps;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.local.Drives;
import org.lifeboat.local.FileSystem;
import org.lifeboat.problem.UnusableDestination;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Destination;
import org.lifeboat.restore.InternalFault;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.SpaceNeed;
import org.lifeboat.restore.SpaceSurvey;
import org.lifeboat.restore.UnfinishedRestore;
import org.lifeboat.restore.VmContents;
import org.lifeboat.restore.Wanted;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Folders;
import org.lifeboat.wizard.kit.Latest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where to, and whether it fits. */
final class DestinationModel {

    private static final String FOLDER = "qubes-restored";
    private static final Pattern NUMBERED = Pattern.compile(".* \\([0-9]+\\)");

    private final Session session;
    private final Background background;
    private final ObjectProperty<List<Drives.Drive>> drives = new SimpleObjectProperty<>(List.of());
    private final Latest surveys;
    private final Latest looks;
    private final Latest searches;
    private final ObjectProperty<Optional<Path>> unfinishedPlace =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<View>> view =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> obstacle =
            new SimpleObjectProperty<>(Optional.empty());
    private Cancellation survey = new Cancellation();
    private Optional<SpaceNeed> need = Optional.empty();
    private List<VmContents> surveyed = List.of();
    private Optional<OpenBackup> surveyedBackup = Optional.empty();
    private String folder = "";

    /** Whether any of the ticked VMs has a disk with files to copy out. */
    boolean offersFiles() {
        return session.chosenProperty().get().stream().anyMatch(VmContents::holdsHome);
    }

    /** Chooses what is left of the disks, and looks at the folder again: it takes other space. */
    void want(Wanted wanted, String folder) {
        session.wantedProperty().set(wanted);
        look(folder);
    }

    /** Chooses whether to begin anew where an interrupted restore could be gone on with. */
    void begin(boolean anew, String folder) {
        session.anewProperty().set(anew);
        look(folder);
    }

    /**
     * A folder against the need, with the names that will appear in it.
     *
     * @param unfinished what an interrupted restore left there
     */
    record View(
            Destination.Suitability suitability,
            List<String> names,
            boolean isInMemory,
            Optional<UnfinishedRestore> unfinished) {
        boolean fits() {
            return suitability.obstacle().isEmpty();
        }

        /** A folder that gets a number, since one of its name is there already. */
        Optional<String> numbered() {
            return names.stream().filter(name -> NUMBERED.matcher(name).matches()).findFirst();
        }
    }

    DestinationModel(Session session, Background background) {
        this.session = session;
        this.background = background;
        this.surveys = Latest.atOnce(background);
        this.looks = Latest.atOnce(background);
        this.searches = Latest.atOnce(background);
    }

    ObjectProperty<Optional<View>> viewProperty() {
        return view;
    }

    /** Why nothing can be said of the folder, as a sentence. */
    ObjectProperty<Optional<String>> obstacleProperty() {
        return obstacle;
    }

    /** Whether the need is still being found out. */
    ReadOnlyBooleanProperty measuringProperty() {
        return surveys.waitingProperty();
    }

    /** Drives to restore to, the home's own not among them. */
    ObjectProperty<List<Drives.Drive>> drivesProperty() {
        return drives;
    }

    void findDrives() {
        background.run(Drives::now, drives::set, failed -> drives.set(List.of()));
    }

    /** Where a restore of this backup was interrupted, perhaps in an earlier run of the program. */
    ObjectProperty<Optional<Path>> unfinishedPlaceProperty() {
        return unfinishedPlace;
    }

    void findUnfinished() {
        OpenBackup backup = session.backup();
        unfinishedPlace.set(Optional.empty());
        searches.ask(() -> UnfinishedPlaces.of(backup), unfinishedPlace::set, failed -> {});
    }

    /** Where a folder on a drive would be. */
    static Path proposalOn(Path drive) {
        return drive.resolve(FOLDER);
    }

    /** Where a typed folder leads, if that cannot be seen from what was typed. */
    static Optional<String> leadsTo(String typed) {
        try {
            String path = Folders.typed(typed).normalize().toString();
            return typed.isBlank() || path.equals(typed.strip())
                    ? Optional.empty()
                    : Optional.of(path);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** Bytes of the backup that are read for the VMs that are ticked. */
    long storedBytes() {
        return session.chosenProperty().get().stream().mapToLong(VmContents::storedBytes).sum();
    }

    static Path proposal() {
        return Folders.home().resolve(FOLDER);
    }

    /** Finds out what the ticked VMs need, then looks at the folder that is typed by then. */
    void measure(String typed) {
        folder = typed;
        List<VmContents> chosen = session.chosenProperty().get();
        Optional<OpenBackup> backup = session.backupProperty().get();
        if (need.isPresent() && surveyed.equals(chosen) && surveyedBackup.equals(backup)) {
            look(typed);
            return;
        }
        survey.request();
        survey = new Cancellation();
        Cancellation own = survey;
        need = Optional.empty();
        nothingKnown();
        OpenBackup measuredBackup = session.backup();
        surveys.ask(
                () -> SpaceSurvey.of(measuredBackup, chosen, own),
                measured -> {
                    need = Optional.of(measured);
                    surveyed = chosen;
                    surveyedBackup = backup;
                    look(folder);
                },
                failed -> obstacle.set(Optional.of(Messages.text(InternalFault.told(failed)))));
    }

    private void nothingKnown() {
        looks.forget();
        view.set(Optional.empty());
        obstacle.set(Optional.empty());
    }

    /** Looks at a folder as it is typed or chosen, as soon as it is known what is needed. */
    void look(String typed) {
        folder = typed;
        nothingKnown();
        if (need.isEmpty() || typed.isBlank()) {
            return;
        }
        SpaceNeed needed = need.get();
        Wanted wanted = session.wantedProperty().get();
        boolean anew = session.anewProperty().get();
        OpenBackup backup = session.backup();
        List<VmContents> chosen = session.chosenProperty().get();
        looks.ask(
                () -> {
                    RestorePlan plan =
                            RestorePlan.restore(backup, chosen, Folders.typed(typed))
                                    .wanting(wanted);
                    return view(plan, needed, anew);
                },
                seen -> view.set(Optional.of(seen)),
                failed ->
                        obstacle.set(
                                Optional.of(
                                        Messages.text(new UnusableDestination.NotAFolder(typed)))));
    }

    private static View view(RestorePlan plan, SpaceNeed needed, boolean anew) {
        Path path = plan.destination().orElseThrow();
        Optional<UnfinishedRestore> left = UnfinishedRestore.of(plan, new Cancellation());
        Optional<UnfinishedRestore> goingOn = left.filter(there -> !anew);
        SpaceNeed need = goingOn.map(UnfinishedRestore::left).orElse(needed);
        List<String> names =
                goingOn.map(UnfinishedRestore::folders)
                        .orElseGet(
                                () ->
                                        plan.chosen().stream()
                                                .map(
                                                        vm ->
                                                                RestorePlan.folderFor(vm, path)
                                                                        .preview())
                                                .toList());
        return new View(
                Destination.suitability(path, need.when(plan.wanted())),
                names,
                FileSystem.of(path).isInMemory(),
                left);
    }

    /** Takes a folder that was looked at; the engine checks it once more before it writes. */
    void take(String folder) {
        session.destinationProperty().set(Optional.of(Folders.typed(folder)));
        session.needProperty().set(need);
    }

    void takeNone() {
        session.destinationProperty().set(Optional.empty());
    }
}
