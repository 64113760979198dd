package org.lifeboat.cli;

import org.lifeboat.report.Messages;
import org.lifeboat.report.Sizes;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * One line on a terminal, redrawn five times a second: how much is done, how fast, and how long it
 * will still take.
 */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long PAUSE_MILLIS = 200;

    /** Seconds before a time left is shown: the first ones say little. */
    private static final double SETTLED = 3;

    private final PrintStream err;
    private final DoubleSupplier fraction;
    private final LongSupplier bytes;
    private final Thread thread;
    private final long start = System.nanoTime();

    private ProgressBar(PrintStream err, DoubleSupplier fraction, LongSupplier bytes) {
        this.err = err;
        this.fraction = fraction;
        this.bytes = bytes;
        this.thread = Thread.ofVirtual().unstarted(this::draw);
    }

    /**
     * Draws until it is closed, on terminals only.
     *
     * @param fraction of the work that is done, from 0 to 1
     * @param bytes that are done, for the speed
     */
    static ProgressBar start(Streams streams, DoubleSupplier fraction, LongSupplier bytes) {
        ProgressBar bar = new ProgressBar(streams.err(), fraction, bytes);
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
        double done = fraction.getAsDouble();
        double seconds = elapsed.toMillis() / 1000.0;
        int filled = (int) Math.round(done * WIDTH);
        long perSecond = seconds > 0 ? Math.round(bytes.getAsLong() / seconds) : 0;
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        String left =
                seconds >= SETTLED && done > 0
                        ? Messages.text("cli.progress.left", duration(seconds / done - seconds))
                        : "";
        return "[%s] %3d %%  %s/s  %s"
                .formatted(bar, (int) (done * 100), Sizes.text(perSecond), left);
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
