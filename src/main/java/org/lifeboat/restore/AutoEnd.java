package org.lifeboat.restore;

import org.lifeboat.watch.Cancellation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends threads that read, when all is done: waits for them, but not for long once the run was to
 * stop. A drive that hangs does not let go of a thread that reads from it, and nobody can make it.
 */
final class AutoEnd implements AutoCloseable {

    /** Milliseconds that a drive which is well needs for what it is about. */
    static final long PATIENCE = 2000;

    private static final long POLL = 50;

    private final ExecutorService threads;
    private final Cancellation cancellation;

    private AutoEnd(ExecutorService threads, Cancellation cancellation) {
        this.threads = threads;
        this.cancellation = cancellation;
    }

    static AutoEnd of(ExecutorService threads, Cancellation cancellation) {
        return new AutoEnd(threads, cancellation);
    }

    @Override
    public void close() {
        threads.shutdown();
        long waited = 0;
        try {
            while (!threads.awaitTermination(POLL, TimeUnit.MILLISECONDS)) {
                waited += cancellation.isRequested() ? POLL : 0;
                if (waited > PATIENCE) {
                    return;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
