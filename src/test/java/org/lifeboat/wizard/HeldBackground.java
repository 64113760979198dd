package org.lifeboat.wizard;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Background work that a test can keep from starting, so that there is time to cancel it. */
final class HeldBackground implements Background, AutoCloseable {

    private final TaskService threads = new TaskService();
    private final Session session = new Session(Optional.empty());
    private CountDownLatch latch = new CountDownLatch(0);
    final WizardPages pages = new WizardPages(session, this, path -> {});

    /** What is asked for from now on waits. */
    void hold() {
        latch = new CountDownLatch(1);
    }

    void release() {
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
