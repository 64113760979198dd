package org.lifeboat.archive;

import java.util.Optional;

/**
 * A stretch of the outer file that is no entry and should not be there: damage, an area that cannot
 * be read, or zeros where an entry must have been.
 *
 * @param position in bytes from the start of the backup
 * @param length in bytes
 * @param before the name of the entry before it
 * @param after the name of the entry behind it; nothing if none follows
 */
public record Gap(long position, long length, Optional<String> before, Optional<String> after) {

    /** Whether it lies among the entries of one folder, or at one of their ends. */
    public boolean touches(String folder) {
        return isIn(before, folder) || isIn(after, folder);
    }

    /** The folder among whose entries it lies; empty if it is between those of two. */
    public Optional<String> folder() {
        return before.map(EntryNames::folder)
                .filter(folder -> !folder.isEmpty() && isIn(after, folder));
    }

    private static boolean isIn(Optional<String> entry, String folder) {
        return entry.map(EntryNames::folder).filter(folder::equals).isPresent();
    }
}
