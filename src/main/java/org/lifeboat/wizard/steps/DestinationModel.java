package org.lifeboat.wizard.steps;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.problem.RunProblem;
import org.lifeboat.problem.UnusableDestination;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Cancellation;
import org.lifeboat.restore.Destination;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestoreEngine;
import org.lifeboat.restore.RestoreListener;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.SpaceNeed;
import org.lifeboat.restore.VmContents;
import org.lifeboat.restore.Wanted;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Folders;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where to, and whether it fits. */
final class DestinationModel {

    private final Session session;
    private final Background background;
    private final ObjectProperty<Optional<View>> view =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> obstacle =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty measuring = new SimpleBooleanProperty();
    private Cancellation survey = new Cancellation();
    private Optional<SpaceNeed> need = Optional.empty();
    private List<VmContents> surveyed = List.of();
    private Optional<OpenBackup> surveyedBackup = Optional.empty();
    private int looks;

    /** Whether any of the ticked VMs has a disk with files to copy out. */
    boolean offersFiles() {
        return session.chosenProperty().get().stream().anyMatch(VmContents::holdsHome);
    }

    /** Chooses what is left of the disks, and looks at the folder again: it takes other space. */
    void want(Wanted wanted, String folder) {
        session.wantedProperty().set(wanted);
        look(folder);
    }

    /** A folder against the need, with the names that will appear in it. */
    record View(Destination.Look look, SpaceNeed need, List<String> names) {
        boolean fits() {
            return look.obstacle().isEmpty();
        }
    }

    DestinationModel(Session session, Background background) {
        this.session = session;
        this.background = background;
    }

    ObjectProperty<Optional<View>> viewProperty() {
        return view;
    }

    /** Why nothing can be said of the folder, as a sentence. */
    ObjectProperty<Optional<String>> obstacleProperty() {
        return obstacle;
    }

    /** Whether the need is still being found out. */
    BooleanProperty measuringProperty() {
        return measuring;
    }

    static Path proposal() {
        return Folders.home().resolve("qubes-restored");
    }

    /** Finds out what the ticked VMs need, then looks at the folder. */
    void measure(String folder) {
        List<VmContents> chosen = session.chosenProperty().get();
        Optional<OpenBackup> backup = session.backupProperty().get();
        if (need.isPresent() && surveyed.equals(chosen) && surveyedBackup.equals(backup)) {
            look(folder);
            return;
        }
        survey.request();
        survey = new Cancellation();
        Cancellation own = survey;
        need = Optional.empty();
        nothingKnown();
        measuring.set(true);
        RestorePlan plan = RestorePlan.verify(session.backup(), chosen);
        background.run(
                () -> new RestoreEngine(plan, own, RestoreListener.NONE).survey(),
                measured -> {
                    if (own == survey) {
                        need = Optional.of(measured);
                        surveyed = chosen;
                        surveyedBackup = backup;
                        measuring.set(false);
                        look(folder);
                    }
                },
                failed -> {
                    if (own == survey) {
                        measuring.set(false);
                        obstacle.set(
                                Optional.of(
                                        Messages.text(
                                                new RunProblem.Internal(
                                                        failed.getClass().getSimpleName()))));
                    }
                });
    }

    private void nothingKnown() {
        looks++;
        view.set(Optional.empty());
        obstacle.set(Optional.empty());
    }

    /** Looks at a folder as it is typed or chosen. */
    void look(String folder) {
        nothingKnown();
        if (need.isEmpty() || folder.isBlank()) {
            return;
        }
        int own = looks;
        SpaceNeed needed = need.get().when(session.wantedProperty().get());
        List<VmContents> chosen = session.chosenProperty().get();
        background.run(
                () -> {
                    Path path = Folders.typed(folder);
                    List<String> names =
                            chosen.stream()
                                    .map(vm -> RestorePlan.folderFor(vm, path).preview())
                                    .toList();
                    return new View(Destination.look(path, needed), needed, names);
                },
                seen -> {
                    if (own == looks) {
                        view.set(Optional.of(seen));
                    }
                },
                failed -> {
                    if (own == looks) {
                        obstacle.set(
                                Optional.of(
                                        Messages.text(new UnusableDestination.NotAFolder(folder))));
                    }
                });
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
