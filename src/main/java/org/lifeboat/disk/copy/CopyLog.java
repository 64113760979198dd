package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.local.FullDisk;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** What a copy did and what went wrong, so far. Safe for use by several threads. */
final class CopyLog {

    private final List<CopyResult.Item> items = new ArrayList<>();
    private final List<TreeWalk.Trouble> problems = new ArrayList<>();
    private long problemCount;
    private volatile boolean diskFull;

    /** Whether the destination's disk is full, which ends the copy. */
    boolean isDiskFull() {
        return diskFull;
    }

    /** The place is kept only for entries that were asked for. */
    synchronized void placed(FolderEntry entry, Path path, CopyFolder parent) {
        if (parent.isDestination()) {
            items.add(new CopyResult.Item(entry, path));
        }
    }

    /**
     * @param path in the image
     */
    synchronized void note(String path, Problem problem) {
        problemCount++;
        if (problems.size() < CopyResult.MAX_PROBLEMS) {
            problems.add(new TreeWalk.Trouble(path, problem));
        }
    }

    /** Only a full disk concerns more than this file. */
    void failed(String path, Exception why) {
        if (why instanceof CancellationException) {
            return;
        }
        if (FullDisk.isCauseOf(why)) {
            diskFull = true;
            note(path, new DiskProblem.DriveFull());
        } else if (why instanceof ProblemException told) {
            // The image that is read may lie in a backup.
            note(path, told.problem());
        } else if (isOfMemory(why)) {
            note(path, new RunProblem.OutOfMemory());
        } else {
            note(path, new DiskProblem.WriteFailed(String.valueOf(why.getMessage())));
        }
    }

    private static boolean isOfMemory(Throwable why) {
        return why instanceof OutOfMemoryError
                || why.getCause() != null && isOfMemory(why.getCause());
    }

    synchronized CopyResult result(CopyProgress progress, boolean cancelled) {
        return new CopyResult(
                items,
                progress.files(),
                progress.folders(),
                progress.links(),
                progress.doneBytes(),
                problems,
                problemCount,
                cancelled && !diskFull);
    }
}
