package org.lifeboat.restore;

import org.lifeboat.disk.copy.CopyProgress;

import java.util.Optional;

/** How far the copying of one VM's files is. Safe for use by several threads. */
public final class CopyWatch {

    private volatile Optional<CopyProgress> counters = Optional.empty();
    private volatile boolean ended;

    CopyWatch() {}

    CopyProgress begin() {
        CopyProgress started = new CopyProgress();
        counters = Optional.of(started);
        return started;
    }

    /** Also where nothing was copied. */
    void end() {
        ended = true;
    }

    public boolean isRunning() {
        return counters.isPresent() && !ended;
    }

    /** Files that are complete. */
    public long files() {
        return counters.map(CopyProgress::files).orElse(0L);
    }

    public long bytes() {
        return counters.map(CopyProgress::bytes).orElse(0L);
    }

    /** From 0 to 1. */
    public double fraction() {
        return ended ? 1 : counters.map(CopyProgress::fraction).orElse(0.0);
    }
}
