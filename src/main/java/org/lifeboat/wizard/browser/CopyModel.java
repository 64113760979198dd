package org.lifeboat.wizard.browser;

import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.disk.copy.CopyResult;
import org.lifeboat.disk.copy.TreeCopier;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.UnusableDestination;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Destination;
import org.lifeboat.restore.InternalFault;
import org.lifeboat.restore.SpaceNeed;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Pace;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Folders;
import org.lifeboat.wizard.kit.KeepAwake;
import org.lifeboat.wizard.kit.Latest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Copies what is ticked into a folder, and tells how far it is whenever it is asked. */
final class CopyModel {

    private static final double NANOS = 1e9;

    private final BooleanProperty running;
    private final Background background;
    private final Latest looks;
    private final ObjectProperty<Optional<Space>> space =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> obstacle =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty cancelling = new SimpleBooleanProperty();
    private final InvalidationListener counted = changed -> look();
    private Optional<Ticks> ticks = Optional.empty();
    private Optional<Ext4> fileSystem = Optional.empty();
    private boolean onlyWhole;
    private Optional<BrowsedDisk> disk = Optional.empty();
    private String folder = "";
    private Cancellation cancellation = new Cancellation();
    private CopyProgress progress = new CopyProgress();
    private Pace pace = new Pace();
    private long start;

    /** Bytes that the copies take, and bytes that are free; it fits. */
    record Space(long need, long free) {}

    /** How far it is. */
    record Snapshot(
            double fraction, long bytesPerSecond, Optional<Double> secondsLeft, String current) {}

    /**
     * @param running whether work goes on that must not be broken off unasked; set here
     */
    CopyModel(BooleanProperty running, Background background) {
        this.running = running;
        this.background = background;
        this.looks = Latest.atOnce(background);
    }

    /** Known when the folder will do. */
    ObjectProperty<Optional<Space>> spaceProperty() {
        return space;
    }

    /** Why the folder will not do, as a sentence. */
    ObjectProperty<Optional<String>> obstacleProperty() {
        return obstacle;
    }

    BooleanProperty cancellingProperty() {
        return cancelling;
    }

    /** What is ticked is counted, which may go on while a folder is chosen. */
    void prepare(BrowsedDisk of, Ext4 from, Ticks chosen) {
        prepare(of, from, chosen, false);
    }

    /** The same, leaving out files that damage took something of. */
    void prepareWhole(BrowsedDisk of, Ext4 from, Ticks chosen) {
        prepare(of, from, chosen, true);
    }

    private void prepare(BrowsedDisk of, Ext4 from, Ticks chosen, boolean whole) {
        onlyWhole = whole;
        ticks.ifPresent(before -> before.versionProperty().removeListener(counted));
        disk = Optional.of(of);
        fileSystem = Optional.of(from);
        ticks = Optional.of(chosen);
        chosen.versionProperty().addListener(counted);
    }

    Ticks.Total total() {
        return ticks.orElseThrow().total();
    }

    /** A folder that will most likely do. */
    Path proposal() {
        return disk.orElseThrow().proposal();
    }

    void look(String into) {
        folder = into;
        look();
    }

    private void look() {
        looks.forget();
        space.set(Optional.empty());
        obstacle.set(Optional.empty());
        Ticks.Total needed = total();
        String asked = folder;
        if (asked.isBlank() || !needed.complete()) {
            return;
        }
        looks.ask(
                () ->
                        Destination.suitability(
                                Folders.typed(asked),
                                new SpaceNeed(needed.storedBytes(), needed.bytes(), 0, 0)),
                seen -> {
                    obstacle.set(seen.obstacle().map(Messages::text));
                    space.set(
                            seen.obstacle().isPresent()
                                    ? Optional.empty()
                                    : Optional.of(new Space(seen.taken(), seen.free())));
                },
                failed ->
                        obstacle.set(
                                Optional.of(
                                        Messages.text(new UnusableDestination.NotAFolder(asked)))));
    }

    /**
     * @param done gets what came of it
     * @param failed gets a sentence; nothing was copied then
     */
    void begin(Consumer<CopyResult> done, Consumer<String> failed) {
        cancellation = new Cancellation();
        cancelling.set(false);
        progress = new CopyProgress();
        pace = new Pace();
        start = System.nanoTime();
        var entries = ticks.orElseThrow().entries();
        Ext4 files = fileSystem.orElseThrow();
        Path into = destination();
        BrowsedDisk from = disk.orElseThrow();
        boolean whole = onlyWhole;
        Cancellation wish = cancellation;
        CopyProgress counts = progress;
        running.set(true);
        background.run(
                () -> {
                    try (KeepAwake _ = KeepAwake.start()) {
                        Files.createDirectories(into);
                        CopyOptions options = from.options(Destination.copyOptions(into));
                        TreeCopier copier =
                                new TreeCopier(files, whole ? options.wholeFiles() : options);
                        return Looking.until(wish, () -> copier.copy(entries, into, counts, wish));
                    }
                },
                result -> {
                    running.set(false);
                    if (result.isComplete()) {
                        ticks.get().begin(fileSystem);
                    }
                    done.accept(result);
                },
                failure -> {
                    running.set(false);
                    failed.accept(sentence(into, failure));
                });
    }

    private static String sentence(Path into, Throwable failure) {
        return switch (failure) {
            case ProblemException full
                    when full.problem()
                            instanceof DiskProblem.TooLittleSpace(var needed, var free) ->
                    Messages.text(new UnusableDestination.TooSmall(into.toString(), needed, free));
            case ProblemException known -> DiskTexts.of(known.problem());
            case IOException notThere ->
                    Messages.text(new UnusableDestination.NotWritable(into.toString()));
            default -> Messages.text(InternalFault.told(failure));
        };
    }

    Path destination() {
        return Folders.typed(folder);
    }

    void cancel() {
        cancelling.set(true);
        cancellation.request();
    }

    Snapshot snapshot() {
        double fraction = progress.fraction();
        pace.add((System.nanoTime() - start) / NANOS, fraction, progress.bytes());
        return new Snapshot(
                fraction, pace.bytesPerSecond(), pace.secondsLeft(), progress.current());
    }
}
