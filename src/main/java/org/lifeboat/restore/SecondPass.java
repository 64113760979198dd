package org.lifeboat.restore;

import org.lifeboat.watch.Cancellation;

import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/**
 * What a failing drive takes long for is left to the end: an archive that holds parts that cannot
 * be read waits here, with none of its parts in memory, until all that is healthy in the others is
 * safe. Its thread works on other archives meanwhile.
 */
final class SecondPass {

    private static final long CANCEL_POLL_MILLIS = 100;

    private final int count;
    private final Cancellation cancellation;
    private volatile IntConsumer work = number -> {};
    private int next;

    /** Archives that are in work and do not wait. */
    private int busy;

    /**
     * @param count of the archives
     */
    SecondPass(int count, Cancellation cancellation) {
        this.count = count;
        this.cancellation = cancellation;
    }

    /**
     * Works on archives until none is left to begin. To be called by each thread.
     *
     * @param each told an archive's number, from 0
     */
    void work(IntConsumer each) {
        work = each;
        workOn();
    }

    private void workOn() {
        for (int number = begin(); number < count; number = begin()) {
            try {
                work.accept(number);
            } finally {
                end();
            }
        }
    }

    private synchronized int begin() {
        if (next < count) {
            busy++;
            return next++;
        }
        return count;
    }

    private synchronized void end() {
        busy--;
        notifyAll();
    }

    /**
     * Called in the midst of an archive: returns when all others have ended or wait as well.
     *
     * @throws CancellationException if the run is to stop
     */
    void await() {
        end();
        try {
            workOn();
            awaitOthers();
        } finally {
            goOn();
        }
    }

    private synchronized void awaitOthers() {
        while (busy > 0) {
            cancellation.check();
            try {
                wait(CANCEL_POLL_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
    }

    private synchronized void goOn() {
        busy++;
    }
}
