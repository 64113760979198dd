package org.lifeboat.wizard.browser;

import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Stage;
import org.lifeboat.watch.Watch;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sees how far the reading of a backup is on its way to what is wanted, and ends what nobody wants
 * any more. Reading calls it on the thread that waits, and only while one has to wait.
 */
final class Looking implements Watch {

    /** Handed on to threads that the work starts, such as those that write copies. */
    private static final InheritableThreadLocal<Cancellation> WISH = new InheritableThreadLocal<>();

    private final AtomicInteger looks = new AtomicInteger();
    private volatile double fraction;
    private volatile boolean isOver;

    /** Does work whose reading the wish ends, with a {@link CancellationException}. */
    static <T> T until(Cancellation wish, Callable<T> work) throws Exception {
        WISH.set(wish);
        try {
            return work.call();
        } finally {
            WISH.remove();
        }
    }

    @Override
    public void at(Stage stage, double now) {
        Cancellation wish = WISH.get();
        if (wish != null) {
            wish.check();
        }
        if (isOver) {
            throw new CancellationException();
        }
        fraction = now;
        looks.incrementAndGet();
    }

    /** From 0 to 1, of the way to what was waited for last. */
    double fraction() {
        return fraction;
    }

    /** Grows several times a second while somebody waits. */
    int looks() {
        return looks.get();
    }

    /** Nobody waits for anything any more. */
    void end() {
        isOver = true;
    }
}
