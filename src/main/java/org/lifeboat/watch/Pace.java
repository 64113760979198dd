package org.lifeboat.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How fast it goes and how long it will take, by the last half minute: honest when the speed
 * changes.
 */
public final class Pace {

    private static final double WINDOW_SECONDS = 30;

    /** Before so many seconds, a time left would only be a guess. */
    private static final double SETTLED_SECONDS = 3;

    private record Sample(double seconds, double fraction, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * @param seconds since the start
     * @param fraction of the work, from 0 to 1
     * @param bytes that are done
     */
    public void add(double seconds, double fraction, long bytes) {
        samples.addLast(new Sample(seconds, fraction, bytes));
        while (samples.size() > 2 && seconds - samples.peekFirst().seconds() > WINDOW_SECONDS) {
            samples.removeFirst();
        }
    }

    public long bytesPerSecond() {
        double seconds = span();
        return seconds <= 0
                ? 0
                : Math.round((samples.getLast().bytes() - samples.getFirst().bytes()) / seconds);
    }

    /** In seconds; nothing while it cannot be told. */
    public Optional<Double> secondsLeft() {
        if (span() < SETTLED_SECONDS) {
            return Optional.empty();
        }
        double perSecond = (samples.getLast().fraction() - samples.getFirst().fraction()) / span();
        return perSecond <= 0
                ? Optional.empty()
                : Optional.of((1 - samples.getLast().fraction()) / perSecond);
    }

    private double span() {
        return samples.isEmpty() ? 0 : samples.getLast().seconds() - samples.getFirst().seconds();
    }
}
