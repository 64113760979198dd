package org.lifeboat.disk.ext4;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;

/** A file's blocks, some of them replaced or removed. */
final class ChangedRuns implements BlockRuns {

    private final BlockRuns stored;
    private final Iterator<BlockRun> changes;
    private final Blocks blocks;
    private Optional<BlockRun> change;
    private Optional<BlockRun> ahead = Optional.empty();
    private boolean ended;
    private long at;

    /**
     * @param changes rising, and not overlapping
     */
    ChangedRuns(BlockRuns stored, Collection<BlockRun> changes, Blocks blocks) {
        this.stored = stored;
        this.changes = changes.iterator();
        this.blocks = blocks;
        this.change = nextChange();
    }

    private Optional<BlockRun> nextChange() {
        return changes.hasNext() ? Optional.of(changes.next()) : Optional.empty();
    }

    @Override
    public Optional<BlockRun> next() throws IOException {
        while (true) {
            findStored();
            boolean isStored =
                    ahead.isPresent()
                            && (change.isEmpty() || ahead.get().logical() < change.get().logical());
            if (isStored) {
                return Optional.of(takeStored());
            }
            if (change.isEmpty()) {
                return Optional.empty();
            }
            BlockRun taken = change.get();
            change = nextChange();
            at = taken.end();
            if (taken.physical() != BlockRun.ABSENT) {
                if (taken.physical() != BlockRun.UNWRITTEN) {
                    blocks.checkInside(taken.physical(), taken.count());
                }
                return Optional.of(taken);
            }
        }
    }

    /** Leaves out what lies below where it is now. */
    private void findStored() throws IOException {
        while (!ended && (ahead.isEmpty() || ahead.get().end() <= at)) {
            ahead = stored.next();
            ended = ahead.isEmpty();
        }
        if (ahead.isPresent() && ahead.get().logical() < at) {
            ahead = Optional.of(ahead.get().between(at, ahead.get().end()));
        }
    }

    private BlockRun takeStored() {
        BlockRun run = ahead.get();
        long end = change.isEmpty() ? run.end() : Math.min(run.end(), change.get().logical());
        at = end;
        return run.between(run.logical(), end);
    }

    @Override
    public FileState state() {
        return stored.state();
    }

    @Override
    public Integrity integrity() {
        return stored.integrity();
    }
}
