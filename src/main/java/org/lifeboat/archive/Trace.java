package org.lifeboat.archive;

import org.lifeboat.problem.Problem;

/**
 * A sign that the outer file held something that is lost, or is not as its header says.
 *
 * @param entry the name of what it is about
 */
public record Trace(String entry, Problem problem) {

    /** The folder that the entry belongs to, empty for what belongs to the whole backup. */
    public String folder() {
        return EntryNames.folder(entry);
    }
}
