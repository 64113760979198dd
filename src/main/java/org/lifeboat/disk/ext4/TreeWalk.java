package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Everything below a folder, each folder before what is in it. No folder is entered twice, so a
 * cycle ends at once. What cannot be read is told by {@link #takeProblems}, and the rest goes on.
 */
public final class TreeWalk implements Iterator<Found> {

    private static final int MAX_PROBLEMS = 10_000;

    /** A problem and where it was met, as {@link Found#path} says it. */
    public record Trouble(String path, Problem problem) {}

    private record Level(Found folder, FolderEntries entries) {}

    /** Opens a folder. */
    @FunctionalInterface
    interface Opener {
        FolderEntries open(FolderEntry folder) throws IOException;
    }

    private final Opener opener;
    private final WalkLimits limits;
    private final Deque<Level> path = new ArrayDeque<>();
    private final IntSet entered = new IntSet();
    private final List<Trouble> troubles = new ArrayList<>();
    private Optional<Found> ahead;
    private Optional<Found> toEnter = Optional.empty();
    private long count = 1;

    TreeWalk(FolderEntry start, WalkLimits limits, Opener opener) {
        this.opener = opener;
        this.limits = limits;
        this.ahead = Optional.of(new Found(Optional.empty(), start, 0));
    }

    @Override
    public boolean hasNext() {
        if (ahead.isEmpty()) {
            ahead = advance();
        }
        return ahead.isPresent();
    }

    @Override
    public Found next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Found found = ahead.get();
        ahead = Optional.empty();
        toEnter = found.entry().isFolder() ? Optional.of(found) : Optional.empty();
        return found;
    }

    /** Does not enter the folder that {@link #next} returned last. */
    public void skip() {
        toEnter = Optional.empty();
    }

    private Optional<Found> advance() {
        toEnter.ifPresent(this::enter);
        toEnter = Optional.empty();
        while (!path.isEmpty()) {
            Level level = path.peek();
            if (!level.entries().hasNext()) {
                level.entries().problems().forEach(problem -> note(level.folder(), problem));
                path.pop();
            } else if (count >= limits.entries()) {
                note(level.folder(), new DiskProblem.TooMany(limits.entries()));
                path.clear();
            } else {
                count++;
                FolderEntry entry = level.entries().next();
                return Optional.of(
                        new Found(Optional.of(level.folder()), entry, level.folder().depth() + 1));
            }
        }
        return Optional.empty();
    }

    private void enter(Found folder) {
        FolderEntry entry = folder.entry();
        if (entry.integrity() == Integrity.DAMAGED) {
            return;
        }
        if (folder.depth() >= limits.depth()) {
            note(folder, new DiskProblem.TooDeep(limits.depth()));
        } else if (!entered.add((int) entry.inode())) {
            note(folder, new DiskProblem.FolderTwice(entry.inode()));
        } else {
            try {
                path.push(new Level(folder, opener.open(entry)));
            } catch (IOException broken) {
                note(folder, DiskProblem.behind(broken));
            }
        }
    }

    private void note(Found where, Problem problem) {
        if (troubles.size() < MAX_PROBLEMS) {
            troubles.add(new Trouble(where.path(), problem));
        }
    }

    /** Problems of folders since the last call; entries have their own. */
    public List<Trouble> takeProblems() {
        List<Trouble> taken = List.copyOf(troubles);
        troubles.clear();
        return taken;
    }
}
