package org.lifeboat.cli;

import org.lifeboat.report.Durations;
import org.lifeboat.report.Messages;
import org.lifeboat.watch.Pace;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * One line on a terminal, redrawn five times a second: how much is done, how fast, and how long it
 * will still take.
 */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long PAUSE_MILLIS = 200;

    private final PrintStream err;
    private final DoubleSupplier fraction;
    private final LongSupplier bytes;
    private final BooleanSupplier isSalvaging;
    private final Pace pace = new Pace();
    private final Thread thread;
    private final long start = System.nanoTime();

    private ProgressBar(
            PrintStream err,
            DoubleSupplier fraction,
            LongSupplier bytes,
            BooleanSupplier isSalvaging) {
        this.err = err;
        this.fraction = fraction;
        this.bytes = bytes;
        this.isSalvaging = isSalvaging;
        this.thread = Thread.ofVirtual().unstarted(this::draw);
    }

    /**
     * Draws until it is closed, on terminals only.
     *
     * @param fraction of the work that is done, from 0 to 1
     * @param bytes that are done, for the speed
     */
    static ProgressBar start(Streams streams, DoubleSupplier fraction, LongSupplier bytes) {
        return start(streams, fraction, bytes, () -> false);
    }

    /**
     * The same.
     *
     * @param isSalvaging whether it is being looked for what can be saved, of which nobody knows
     *     how long it takes
     */
    static ProgressBar start(
            Streams streams,
            DoubleSupplier fraction,
            LongSupplier bytes,
            BooleanSupplier isSalvaging) {
        ProgressBar bar = new ProgressBar(streams.err(), fraction, bytes, isSalvaging);
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
        pace.add(elapsed.toMillis() / 1000.0, done, bytes.getAsLong());
        int filled = (int) Math.round(done * WIDTH);
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        String left =
                isSalvaging.getAsBoolean()
                        ? Messages.text("cli.progress.salvaging")
                        : pace.secondsLeft()
                                .map(
                                        seconds ->
                                                Messages.text(
                                                        "cli.progress.left",
                                                        Durations.text(seconds)))
                                .orElse("");
        return "[%s] %3d %%  %s/s  %s"
                .formatted(bar, (int) (done * 100), Messages.size(pace.bytesPerSecond()), left);
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
