package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.local.SafeNames;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a copy did.
 *
 * @param items one for each entry that was asked for and got a place
 * @param files that have their names; what damage left of others lies there besides
 * @param bytes of these files, holes included
 * @param problems where something is missing or doubtful, the first {@link #MAX_PROBLEMS} of them
 * @param problemCount of all of them
 * @param cancelled whether it ended before its end
 */
public record CopyResult(
        List<Item> items,
        long files,
        long folders,
        long links,
        long bytes,
        List<TreeWalk.Trouble> problems,
        long problemCount,
        boolean cancelled) {

    /** Where everything is broken, a longer list helps nobody. */
    public static final int MAX_PROBLEMS = 10_000;

    public CopyResult {
        items = List.copyOf(items);
        problems = List.copyOf(problems);
    }

    /** An entry that was asked for, and the path it has now. */
    public record Item(FolderEntry entry, Path path) {

        /**
         * Its name now, where that is another one for a reason of the destination's: taken, or not
         * possible there. That it lost something, or is doubtful, is told as a problem.
         */
        public Optional<String> otherName() {
            String wished = entry.name().text();
            String given = String.valueOf(path.getFileName());
            boolean isSame =
                    wished.isEmpty()
                            || given.equals(wished)
                            || given.equals(wished + SafeNames.INCOMPLETE)
                            || given.equals(FileNames.doubtful(wished));
            return isSame ? Optional.empty() : Optional.of(given);
        }
    }

    public boolean isComplete() {
        return problemCount == 0 && !cancelled;
    }
}
