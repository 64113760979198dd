package org.lifeboat.restore.inside;

import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * One thread that reads for all: one read after the other, so that what it reads with needs no
 * locks, and whoever waits for it can stop to wait.
 */
final class Reading implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("inside-", 1).factory());

    private volatile boolean isClosed;

    /** Something to be read. */
    @FunctionalInterface
    interface Read {
        /**
         * @param isAbandoned whether nobody waits for it any more
         */
        void run(BooleanSupplier isAbandoned) throws IOException;
    }

    /**
     * Has something read, and waits for it.
     *
     * @param watch called several times a second
     * @throws CancellationException if the watch threw it, or all reading ended
     */
    void run(Read read, DoubleSupplier fraction, Watch watch) throws IOException {
        AtomicBoolean isAbandoned = new AtomicBoolean();
        Future<Void> work =
                thread.submit(
                        () -> {
                            BooleanSupplier ends = () -> isClosed || isAbandoned.get();
                            if (!ends.getAsBoolean()) {
                                read.run(ends);
                            }
                            return null;
                        });
        boolean isDone = false;
        try {
            while (!isDone) {
                isDone = await(work);
                if (!isDone) {
                    watch.at(Stage.READING, fraction.getAsDouble());
                }
            }
        } finally {
            isAbandoned.set(true);
        }
    }

    private static boolean await(Future<Void> work) throws IOException {
        try {
            work.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException known -> throw known;
                case RuntimeException unexpected -> throw unexpected;
                case Error fatal -> throw fatal;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /** Ends what is being read. */
    @Override
    public void close() {
        isClosed = true;
        thread.close();
    }
}
