package org.lifeboat.archive;

import org.lifeboat.problem.Problem;

import java.util.List;
import java.util.Optional;

/**
 * Where everything lies in a backup, from the tar headers alone. Nothing in it is authenticated.
 *
 * @param entries in the order of the file; names may occur twice
 * @param problems damage that was stepped over, and a cut end
 * @param cutOff whether the file ends before its last entry does
 */
public record BackupIndex(List<Entry> entries, List<Problem> problems, boolean cutOff) {

    public BackupIndex {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /** The first entry of that name. */
    public Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
