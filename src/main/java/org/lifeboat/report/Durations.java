package org.lifeboat.report;

/** How long something will take, in words: no more exact than anybody can know. */
public final class Durations {

    private Durations() {}

    /** In seconds below a minute and a half, in minutes below an hour and a half, else in hours. */
    public static String text(double seconds) {
        if (seconds < 90) {
            return Messages.text("duration.seconds", (int) Math.max(1, Math.round(seconds)));
        }
        if (seconds < 90 * 60) {
            return Messages.text("duration.minutes", (int) Math.round(seconds / 60));
        }
        return Messages.text("duration.hours", (int) Math.round(seconds / 3600));
    }
}
