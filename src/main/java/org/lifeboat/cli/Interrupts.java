package org.lifeboat.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * Ctrl-C and SIGTERM. The JVM is already shutting down when it reports one; the shutdown waits for
 * a command that still has to say what it has done. The exit status is the same at any moment.
 */
final class Interrupts implements AutoCloseable {

    /** Seconds that a command may take to come to its end. */
    private static final int PATIENCE = 20;

    private static final AtomicReference<Interrupts> CURRENT = new AtomicReference<>();
    private static volatile int exitCode = ExitCode.CANCELLED;

    private final Interrupts outer;
    private final Runnable stop;
    private final CountDownLatch finished;

    private Interrupts(Interrupts outer, Runnable stop, int steps) {
        this.outer = outer;
        this.stop = stop;
        this.finished = new CountDownLatch(steps);
    }

    /**
     * Runs the command of this process. A signal before it ends means status 130; one after it
     * changes nothing. To be called once.
     */
    static int guard(IntSupplier command) {
        Runtime.getRuntime().addShutdownHook(new Thread(Interrupts::goDown, "interrupts"));
        int ended = ExitCode.DAMAGED;
        try {
            ended = command.getAsInt();
            return ended;
        } finally {
            exitCode = ended;
        }
    }

    /** Until it is closed, a signal runs {@code stop} and the program waits for {@link #close}. */
    static Interrupts handledBy(Runnable stop) {
        return begin(stop, 1);
    }

    /** Until it is closed, a signal runs {@code undo}, and the program ends. */
    static Interrupts undoneBy(Runnable undo) {
        return begin(undo, 0);
    }

    private static Interrupts begin(Runnable stop, int steps) {
        Interrupts inner = new Interrupts(CURRENT.get(), stop, steps);
        CURRENT.set(inner);
        return inner;
    }

    private static void goDown() {
        Interrupts current = CURRENT.get();
        if (current != null) {
            current.stop.run();
            try {
                current.finished.await(PATIENCE, TimeUnit.SECONDS);
            } catch (InterruptedException impatient) {
                // The exit status is the same.
            }
        }
        // Without a signal the command has ended, and this is its own status.
        Runtime.getRuntime().halt(current == null ? exitCode : ExitCode.CANCELLED);
    }

    @Override
    public void close() {
        CURRENT.set(outer);
        finished.countDown();
    }
}
