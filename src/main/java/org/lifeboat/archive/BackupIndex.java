package org.lifeboat.archive;

import org.lifeboat.problem.Problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where everything lies in a backup, from the tar headers alone. Nothing in it is authenticated.
 *
 * @param entries in the order of the file; names may occur twice
 * @param gaps what was stepped over between them
 * @param traces signs of entries that are lost or whose headers are false
 * @param cut that the file ends before its last entry does, if so
 */
public record BackupIndex(
        List<OuterEntry> entries, List<Gap> gaps, List<Trace> traces, Optional<Problem> cut) {

    /** Of something that is no backup. */
    static final BackupIndex NOTHING =
            new BackupIndex(List.of(), List.of(), List.of(), Optional.empty());

    public BackupIndex {
        entries = List.copyOf(entries);
        gaps = List.copyOf(gaps);
        traces = List.copyOf(traces);
    }

    /** The first entry of that name. */
    public Optional<OuterEntry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    public boolean cutOff() {
        return cut.isPresent();
    }

    /** Everything that is wrong with the outer file, in its order. */
    public List<Problem> problems() {
        return Stream.concat(
                        OuterProblem.of(gaps, traces).stream().map(OuterProblem::problem),
                        cut.stream())
                .toList();
    }
}
