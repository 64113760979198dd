package org.lifeboat.wizard.kit;

import org.lifeboat.report.Messages;
import org.lifeboat.report.Sizes;

import java.util.Optional;

/** How far work is, how fast it goes and how long it will take, in words. */
public final class PaceText {

    private PaceText() {}

    /**
     * @param fraction of the work, from 0 to 1
     * @param secondsLeft as {@link Pace} tells it
     */
    public static String of(double fraction, long bytesPerSecond, Optional<Double> secondsLeft) {
        if (fraction == 0) {
            return Messages.text("wizard.restore.preparing");
        }
        String percent = (int) (fraction * 100) + " %";
        String speed = Sizes.text(bytesPerSecond);
        return secondsLeft
                .map(
                        seconds ->
                                Messages.text(
                                        "wizard.restore.whole.left",
                                        percent,
                                        speed,
                                        duration(seconds)))
                .orElseGet(() -> Messages.text("wizard.restore.whole", percent, speed));
    }

    private static String duration(double seconds) {
        if (seconds < 90) {
            return Messages.counted("wizard.seconds", (int) Math.max(1, Math.round(seconds)));
        }
        if (seconds < 90 * 60) {
            return Messages.counted("wizard.minutes", (int) Math.round(seconds / 60));
        }
        return Messages.counted("wizard.hours", (int) Math.round(seconds / 3600));
    }
}
