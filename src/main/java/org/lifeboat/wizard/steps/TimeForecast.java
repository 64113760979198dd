package org.lifeboat.wizard.steps;

import org.lifeboat.report.Durations;
import org.lifeboat.report.Messages;

/**
 * How long a restore will take, before anything of it was done: no more than an order of magnitude,
 * but it tells a coffee from a night.
 */
final class TimeForecast {

    /** Bytes of a backup that one core authenticates, unpacks and writes in a second, at least. */
    private static final long BYTES_PER_SECOND = 40_000_000;

    /** Drives are no faster however many cores there are. */
    private static final int MOST_CORES = 3;

    private static final int A_MOMENT = 10;

    private TimeForecast() {}

    /**
     * @param bytes of the backup that have to be read
     * @param cores of this computer
     */
    static double seconds(long bytes, int cores) {
        return (double) bytes / BYTES_PER_SECOND / Math.clamp(cores, 1, MOST_CORES);
    }

    /** As a sentence, for this computer. */
    static String sentence(long bytes) {
        double seconds = seconds(bytes, Runtime.getRuntime().availableProcessors());
        return seconds < A_MOMENT
                ? Messages.text("wizard.destination.time.moment")
                : Messages.text("wizard.destination.time", Durations.text(seconds));
    }
}
