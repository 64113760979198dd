package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.EntryKind;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.IntSet;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Copies files and folders of an image into a folder. Nothing that exists is overwritten or written
 * through; devices, owners, setuid bits and attributes are left behind. One bad file or folder is a
 * problem in the result, and the rest goes on.
 */
public final class TreeCopier {

    /** Room that is left for the destination's own needs. */
    private static final long SPARE = 16L << 20;

    private final Ext4 fileSystem;
    private final CopyOptions options;

    public TreeCopier(Ext4 fileSystem, CopyOptions options) {
        this.fileSystem = fileSystem;
        this.options = options;
    }

    /**
     * Counts what a copy would be, without reading a file's content; where only whole files are
     * wanted, no others.
     *
     * @param cancellation asked for each entry; what was counted until then is returned
     */
    public CopyEstimate estimate(List<FolderEntry> entries, Cancellation cancellation) {
        long files = 0;
        long folders = 0;
        long bytes = 0;
        long stored = 0;
        long problems = 0;
        IntSet seen = new IntSet();
        for (FolderEntry entry : entries) {
            TreeWalk walk = fileSystem.walk(entry, options.limits(), cancellation);
            while (!cancellation.isRequested() && CopyRun.hasNext(walk)) {
                FolderEntry found = walk.next().entry();
                if (found.isFolder()) {
                    folders++;
                } else if (found.kind() == EntryKind.FILE
                        && isWanted(found)
                        && (found.links() < 2 || seen.add((int) found.inode()))) {
                    files++;
                    bytes = CopyEstimate.plus(bytes, found.size());
                    stored = CopyEstimate.plus(stored, Math.min(found.size(), found.stored()));
                }
            }
            problems += walk.takeProblems().size();
        }
        return new CopyEstimate(files, folders, bytes, stored, problems);
    }

    private boolean isWanted(FolderEntry file) {
        try {
            return !options.onlyWhole() || fileSystem.state(file) == FileState.WHOLE;
        } catch (IOException notReadable) {
            return false;
        }
    }

    /**
     * Copies each entry, folders with all that is in them.
     *
     * @param destination a folder that exists; a folder without a name, as the root is, has its
     *     content go right into it
     * @param progress counters of this copy alone
     * @param cancellation asked often; files that are complete by then stay
     * @throws ProblemException with {@link DiskProblem.TooLittleSpace} if there is no room, before
     *     anything is written
     * @throws IOException if the destination is no folder or does not tell its free space
     */
    public CopyResult copy(
            List<FolderEntry> entries,
            Path destination,
            CopyProgress progress,
            Cancellation cancellation)
            throws IOException {
        Path folder = destination.toRealPath();
        CopyEstimate estimate = estimate(entries, cancellation);
        long needed = estimate.storedBytes();
        progress.expect(estimate.bytes());
        long free = folder.toFile().getUsableSpace();
        if (needed > free - SPARE) {
            throw new ProblemException(
                    new DiskProblem.TooLittleSpace(new ByteCount(needed), new ByteCount(free)));
        }
        return new CopyRun(fileSystem, options, folder, progress, cancellation).run(entries);
    }
}
