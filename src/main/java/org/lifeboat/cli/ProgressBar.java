package org.lifeboat.cli;

import org.lifeboat.report.Messages;
import org.lifeboat.report.Sizes;
import org.lifeboat.restore.Progress;

import java.io.PrintStream;
import java.time.Duration;

/**
 * One line on a terminal that is drawn again five times a second: how much, how fast, how long
 * still.
 */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long PAUSE_MILLIS = 200;

    /** Seconds before a time left is shown: the first ones say little. */
    private static final double SETTLED = 3;

    private final PrintStream err;
    private final Progress progress;
    private final Thread thread;
    private final long start = System.nanoTime();

    private ProgressBar(PrintStream err, Progress progress) {
        this.err = err;
        this.progress = progress;
        this.thread = Thread.ofVirtual().unstarted(this::draw);
    }

    /** Draws until it is closed, on terminals only. */
    static ProgressBar start(Streams streams, Progress progress) {
        ProgressBar bar = new ProgressBar(streams.err(), progress);
        if (streams.isTerminal()) {
            bar.thread.start();
        }
        return bar;
    }

    private void draw() {
        try {
            while (true) {
                err.print("\r" + line(Duration.ofNanos(System.nanoTime() - start)) + "\u001b[K");
                err.flush();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException closed) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private String line(Duration elapsed) {
        double fraction = progress.fraction();
        double seconds = elapsed.toMillis() / 1000.0;
        int filled = (int) Math.round(fraction * WIDTH);
        long perSecond = seconds > 0 ? Math.round(progress.decodedBytes() / seconds) : 0;
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        String left =
                seconds >= SETTLED && fraction > 0
                        ? Messages.text("cli.progress.left", duration(seconds / fraction - seconds))
                        : "";
        return "[%s] %3d %%  %s/s  %s"
                .formatted(bar, (int) (fraction * 100), Sizes.text(perSecond), left);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? (whole + 30) / 60 + " min"
                : "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
