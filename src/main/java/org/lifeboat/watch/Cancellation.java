package org.lifeboat.watch;

import java.util.concurrent.CancellationException;

/**
 * The wish to stop. Whoever works asks for it between two pieces of work, several times a second.
 * Safe for use by several threads; once made, the wish stays.
 */
public class Cancellation {

    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }

    /**
     * @throws CancellationException if it was requested
     */
    public final void check() {
        if (isRequested()) {
            throw new CancellationException();
        }
    }
}
