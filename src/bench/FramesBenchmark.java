package org.lifeboat.wizard;

import atlantafx.base.theme.PrimerLight;

import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.lifeboat.crypto.PassphraseVariant;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.VmContents;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.wizard.kit.TaskService;
import org.lifeboat.wizard.steps.Session;
import org.lifeboat.wizard.steps.Step;
import org.lifeboat.wizard.steps.StepModels;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restores a backup of thousands of chunks in the wizard's window and measures the time from each
 * frame to the next: while it works, and when the pages before and after it come up.
 *
 * <pre>FramesBenchmark FOLDER CHUNKS</pre>
 */
public final class FramesBenchmark extends Application {

    private static final int CHUNK = 8_000;
    private static final long LINGER_NANOS = 1_500_000_000L;

    /** A page's first frames make its nodes; they are told apart. */
    private static final long SETTLING_NANOS = 300_000_000L;

    private static final double MILLIS = 1e6;

    private final List<Double> working = new ArrayList<>();
    private final List<Double> turning = new ArrayList<>();
    private final Session session = new Session(Optional.empty());
    private WizardPages pages;
    private long last;
    private long pageTurned;
    private Step step = Step.BACKUP;

    public static void main(String[] arguments) {
        launch(FramesBenchmark.class, arguments);
    }

    @Override
    public void start(Stage stage) throws Exception {
        Path folder = Path.of(getParameters().getRaw().getFirst());
        int chunks = Integer.parseInt(getParameters().getRaw().getLast());
        Path file = folder.resolve("frames-" + chunks);
        if (!Files.exists(file)) {
            BackupBuilder backup = new BackupBuilder().chunkSize(CHUNK);
            for (int vm = 0; vm < 10; vm++) {
                backup.vm("vm-" + vm)
                        .file("private.img", BackupBuilder.random(vm, chunks / 10 * CHUNK));
            }
            backup.seal().write(file);
        }
        setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        TaskService background = new TaskService();
        pages =
                new WizardPages(
                        new StepModels(session, background, Cancellation::new),
                        background,
                        (path, failed) -> {},
                        language -> {});
        Scene scene = new Scene(pages.wizard().node(), 960, 740);
        scene.getStylesheets()
                .add(WizardApp.class.getResource("/org/lifeboat/wizard.css").toExternalForm());
        stage.setScene(scene);
        stage.show();
        session.fileProperty().set(Optional.of(file));
        List<PassphraseVariant> passphrases =
                PassphraseVariant.of(BackupBuilder.PASSPHRASE.toCharArray());
        session.open(
                OpenBackup.open(file, List.of(passphrases.getFirst().passphrase())),
                PassphraseVariant.Kind.AS_TYPED,
                List.of());
        session.chosenProperty()
                .set(session.backup().vms().stream().filter(VmContents::isInBackup).toList());
        session.destinationProperty().set(Optional.of(folder.resolve("frames-restored")));
        new Watch().start();
        pages.wizard().go(Step.RESTORE);
    }

    /** Runs before each frame. */
    private final class Watch extends AnimationTimer {
        @Override
        public void handle(long frame) {
            long now = System.nanoTime();
            Step current = pages.wizard().step();
            if (last != 0) {
                boolean turned = current != step;
                (turned || last - pageTurned < SETTLING_NANOS ? turning : working)
                        .add((now - last) / MILLIS);
            }
            if (current != step) {
                step = current;
                pageTurned = now;
            }
            last = now;
            if (step == Step.RESULT && now - pageTurned > LINGER_NANOS) {
                stop();
                report();
            }
        }
    }

    private void report() {
        long chunks =
                session.reportProperty().get().orElseThrow().vms().stream()
                        .flatMap(vm -> vm.archives().stream())
                        .mapToLong(archive -> archive.chunks().size())
                        .sum();
        System.out.printf("chunks %d%n", chunks);
        System.out.printf("verdict %s%n", session.reportProperty().get().get().verdict());
        System.out.printf("frames %d%n", working.size());
        System.out.printf("p99 %.1f%n", percentile(working, 0.99));
        System.out.printf("longest %.1f%n", percentile(working, 1));
        System.out.printf("turning %.1f%n", percentile(turning, 1));
        Platform.exit();
    }

    private static double percentile(List<Double> millis, double share) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
