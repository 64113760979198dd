package org.lifeboat.wizard;

import javafx.scene.Parent;

import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.TaskService;
import org.lifeboat.wizard.steps.Session;
import org.lifeboat.wizard.steps.StepModels;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Background work that a test can keep from starting, so that there is time to cancel it. */
public final class HeldBackground implements Background, AutoCloseable {

    private final TaskService threads = new TaskService();
    private final Session session = new Session(Optional.empty());
    private CountDownLatch latch = new CountDownLatch(0);
    private final WizardPages pages =
            new WizardPages(
                    new StepModels(session, this, Cancellation::new),
                    this,
                    (path, failed) -> failed.run(),
                    language -> {});

    public Parent window() {
        return pages.wizard().node();
    }

    public void choose(Path file) {
        pages.choose(file);
    }

    /** What is asked for from now on waits. */
    public void hold() {
        latch = new CountDownLatch(1);
    }

    public void release() {
        latch.countDown();
    }

    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        CountDownLatch held = latch;
        threads.run(
                () -> {
                    held.await();
                    return work.call();
                },
                done,
                failed);
    }

    @Override
    public void close() {
        release();
        threads.close();
        session.close();
    }
}
