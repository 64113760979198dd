package org.lifeboat.wizard;

import javafx.animation.AnimationTimer;

import java.time.Duration;
import java.time.Instant;

/**
 * Waits until the window was drawn, tells how long that took since the process began, and goes on.
 */
final class FirstFrames extends AnimationTimer {

    /**
     * A frame is drawn after its timer was called, so the second call comes when the first frame is
     * there.
     */
    private static final int DRAWN = 2;

    /** Frames after which everything that a start loads was loaded. */
    private static final int SETTLED = 30;

    private final Runnable next;
    private int frames;

    FirstFrames(Runnable next) {
        this.next = next;
    }

    @Override
    public void handle(long now) {
        frames++;
        if (frames == DRAWN) {
            Instant begin = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
            System.out.println(
                    "first page after "
                            + Duration.between(begin, Instant.now()).toMillis()
                            + " ms");
        }
        if (frames == SETTLED) {
            stop();
            next.run();
        }
    }
}
