package org.lifeboat.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a wish to stop, so that what was done can still be reported. The
 * JVM is then on its way down already; it is held up until the command has said all it has to say.
 */
final class Interrupts implements AutoCloseable {

    /** Seconds that a command may take to come to its end. */
    private static final int PATIENCE = 20;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private Interrupts(Runnable stop) {
        hook =
                new Thread(
                        () -> {
                            stop.run();
                            try {
                                finished.await(PATIENCE, TimeUnit.SECONDS);
                            } catch (InterruptedException impatient) {
                                // The exit status is the same.
                            }
                            Runtime.getRuntime().halt(ExitCode.CANCELLED);
                        });
    }

    /** Until it is closed, a signal runs {@code stop} and the program waits for {@link #close}. */
    static Interrupts handledBy(Runnable stop) {
        Interrupts interrupts = new Interrupts(stop);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // The hook is running and ends the program.
        }
    }
}
