package org.lifeboat.archive;

import org.lifeboat.problem.Problem;

/**
 * A sign that the outer file held something that is lost, or is not as its header says.
 *
 * @param position of the sign, in bytes from the start of the backup
 * @param entry the name of what it is about
 */
public record Trace(long position, String entry, Problem problem) {

    /** The folder that the entry belongs to, empty for what belongs to the whole backup. */
    public String folder() {
        return EntryNames.folder(entry);
    }
}
