package org.lifeboat.wizard.steps;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.report.Messages;
import org.lifeboat.report.ReportFiles;
import org.lifeboat.report.Summary;
import org.lifeboat.restore.ChunkState;
import org.lifeboat.restore.InternalFault;
import org.lifeboat.restore.Progress;
import org.lifeboat.restore.RestoreEngine;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmContents;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Pace;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.KeepAwake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs the engine and tells how far it is, whenever it is asked. */
final class RestoreModel {

    private static final double NANOS = 1e9;

    private final Session session;
    private final Background background;
    private final BooleanProperty cancelling = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<String>> failure =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> paused =
            new SimpleObjectProperty<>(Optional.empty());
    private final Supplier<Cancellation> wishes;
    private volatile boolean pausing;
    private Cancellation cancellation;
    private Progress progress;
    private List<VmContents> vms = List.of();
    private double[] vmWork = new double[0];
    private Pace pace = new Pace();
    private long start;

    /** A chunk, or a VM whose files are copied; {@code fraction} of its present stage. */
    record InWork(String name, String stage, double fraction) {}

    /** How far everything is. */
    record Snapshot(
            double fraction,
            long bytesPerSecond,
            Optional<Double> secondsLeft,
            double[] vmFractions,
            List<InWork> inWork,
            boolean isSalvaging) {}

    /**
     * @param report nothing of a run that was paused
     * @param trouble that paused it, if it was not a person
     */
    private record Outcome(
            Optional<RestoreReport> report, Optional<Path> page, Optional<Problem> trouble) {}

    /**
     * @param wishes gives each run its own
     */
    RestoreModel(Session session, Background background, Supplier<Cancellation> wishes) {
        this.wishes = wishes;
        this.cancellation = wishes.get();
        this.session = session;
        this.background = background;
    }

    BooleanProperty cancellingProperty() {
        return cancelling;
    }

    /** Why nothing could be done at all, as a sentence. */
    ObjectProperty<Optional<String>> failureProperty() {
        return failure;
    }

    /** What is said to somebody who looks elsewhere when it has ended. */
    String endSentence() {
        return failure.get()
                .orElseGet(() -> session.reportProperty().get().map(Summary::of).orElse(""));
    }

    List<VmContents> vms() {
        return vms;
    }

    Progress progress() {
        return progress;
    }

    boolean isRestore() {
        return session.destinationProperty().get().isPresent();
    }

    void begin(Runnable finished) {
        cancellation = wishes.get();
        cancelling.set(false);
        pausing = false;
        failure.set(Optional.empty());
        vms = RestorePlan.picked(session.backup(), session.chosenProperty().get());
        Optional<Path> destination = session.destinationProperty().get();
        RestorePlan plan =
                new RestorePlan(
                        session.backup(),
                        vms,
                        destination,
                        session.needProperty().get(),
                        session.wantedProperty().get(),
                        session.usesDamagedProperty().get(),
                        session.anewProperty().get() && paused.get().isEmpty());
        paused.set(Optional.empty());
        RestoreEngine engine = new RestoreEngine(plan, cancellation);
        engine.stopOnTrouble();
        progress = engine.progress();
        vmWork = new double[vms.size()];
        for (int i = 0; i < progress.count(); i++) {
            vmWork[progress.chunks().get(i).vm()] += progress.work(i);
        }
        pace = new Pace();
        start = System.nanoTime();
        session.runningProperty().set(true);
        background.run(
                () -> run(engine, destination),
                outcome -> {
                    session.runningProperty().set(false);
                    if (outcome.report().isPresent()) {
                        session.setReport(outcome.report().get(), outcome.page());
                        finished.run();
                    } else {
                        paused.set(Optional.of(outcome.trouble().map(Messages::text).orElse("")));
                    }
                },
                problem -> {
                    session.runningProperty().set(false);
                    failure.set(
                            Optional.of(
                                    problem instanceof FatalException fatal
                                            ? Messages.text(fatal)
                                            : Messages.text(InternalFault.told(problem))));
                });
    }

    /** What is restored is there, even if the report about it cannot be written. */
    private static Optional<Path> write(RestoreReport report, Path folder) {
        try {
            return Optional.of(ReportFiles.write(folder, report));
        } catch (IOException failed) {
            return Optional.empty();
        }
    }

    private Outcome run(RestoreEngine engine, Optional<Path> folder) throws Exception {
        folder.ifPresent(UnfinishedPlaces::remember);
        try (KeepAwake _ = KeepAwake.start()) {
            RestoreReport report = engine.run();
            boolean isInterrupted = report.verdict() == Verdict.CANCELLED && folder.isPresent();
            if (isInterrupted && (pausing || engine.trouble().isPresent() && !cancelling.get())) {
                return new Outcome(Optional.empty(), Optional.empty(), engine.trouble());
            }
            if (!isInterrupted) {
                folder.ifPresent(UnfinishedPlaces::forget);
            }
            return new Outcome(
                    Optional.of(report),
                    folder.flatMap(into -> write(report, into)),
                    Optional.empty());
        }
    }

    /** Why the run stands still, as a sentence; empty where a person wished it. */
    ObjectProperty<Optional<String>> pausedProperty() {
        return paused;
    }

    /** Before a run that does not go on with the last one. */
    void forgetPause() {
        paused.set(Optional.empty());
    }

    /** Stops so that the same can be gone on with. */
    void pause() {
        pausing = true;
        cancellation.request();
    }

    boolean isPausing() {
        return pausing;
    }

    void cancel() {
        cancelling.set(true);
        cancellation.request();
    }

    Snapshot snapshot() {
        double seconds = (System.nanoTime() - start) / NANOS;
        double[] vmDone = new double[vms.size()];
        List<InWork> inWork = new ArrayList<>();
        List<Progress.PlannedChunk> chunks = progress.chunks();
        for (int i = 0; i < chunks.size(); i++) {
            Progress.PlannedChunk chunk = chunks.get(i);
            ChunkState state = progress.state(i);
            vmDone[chunk.vm()] += progress.workDone(i);
            if (state.isInWork()) {
                String stage = Messages.text("stage." + state.name().toLowerCase(Locale.ROOT));
                inWork.add(
                        new InWork(Messages.printable(chunk.name()), stage, progress.fraction(i)));
            }
        }
        long copied = 0;
        for (int vm = 0; vm < vmDone.length; vm++) {
            vmDone[vm] = vmWork[vm] == 0 ? 1 : Math.min(1, vmDone[vm] / vmWork[vm]);
            if (progress.copiesFiles(vm)) {
                CopyProgress copy = progress.copy(vm);
                copied += copy.bytes();
                vmDone[vm] = (vmDone[vm] + copy.fraction()) / 2;
                if (copy.isRunning()) {
                    inWork.addFirst(copying(vm, copy));
                }
            }
        }
        pace.add(seconds, progress.fraction(), progress.decodedBytes() + copied);
        return new Snapshot(
                progress.fraction(),
                pace.bytesPerSecond(),
                pace.secondsLeft(),
                vmDone,
                inWork,
                progress.isSalvaging());
    }

    private InWork copying(int vm, CopyProgress copy) {
        return new InWork(
                Messages.text("wizard.restore.copying", vms.get(vm).vm().name()),
                Messages.text(
                        "wizard.restore.copied", (int) Math.min(Integer.MAX_VALUE, copy.files())),
                copy.fraction());
    }
}
