package org.lifeboat.watch;

import java.util.concurrent.CancellationException;

/** Looks on while one piece of work is done, and may end it. */
@FunctionalInterface
public interface Watch {

    /** For work that is done at once, or that nobody can stop. */
    Watch NOBODY = (stage, fraction) -> {};

    /**
     * Called by the work, several times a second.
     *
     * @param stage what is being done
     * @param fraction how much of this stage is done, from 0 to 1; 0 while it waits to begin
     * @throws CancellationException if the work is to stop
     */
    void at(Stage stage, double fraction);

    /** Looks on at nothing, but ends the work when that is wished. */
    static Watch until(Cancellation wish) {
        return (stage, fraction) -> wish.check();
    }
}
