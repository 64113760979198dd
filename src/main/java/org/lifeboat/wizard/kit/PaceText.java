package org.lifeboat.wizard.kit;

import org.lifeboat.report.Durations;
import org.lifeboat.report.Messages;
import org.lifeboat.watch.Pace;

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
        String speed = Messages.size(bytesPerSecond);
        return secondsLeft
                .map(
                        seconds ->
                                Messages.text(
                                        "wizard.restore.whole.left",
                                        percent,
                                        speed,
                                        Durations.text(seconds)))
                .orElseGet(() -> Messages.text("wizard.restore.whole", percent, speed));
    }
}
