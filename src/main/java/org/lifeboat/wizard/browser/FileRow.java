package org.lifeboat.wizard.browser;

import org.lifeboat.disk.Entry;
import org.lifeboat.disk.Found;
import org.lifeboat.disk.Name;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry as the browser shows it.
 *
 * @param folders from the root to the one that it is in
 * @param name as text, kept since lists of many thousands are sorted by it
 */
record FileRow(Entry entry, List<Entry> folders, String name) {

    /** Folders first, then by name, whatever its case. */
    static final Comparator<FileRow> USUAL =
            foldersFirst(
                    Comparator.comparing(FileRow::name, String.CASE_INSENSITIVE_ORDER)
                            .thenComparing(FileRow::name));

    static FileRow of(Entry entry, List<Entry> folders) {
        return new FileRow(entry, folders, entry.name().text());
    }

    /** What a search found that began at the root. */
    static FileRow of(Found found) {
        Deque<Entry> folders = new ArrayDeque<>();
        Optional<Found> above = found.parent();
        while (above.isPresent()) {
            folders.addFirst(above.get().entry());
            above = above.get().parent();
        }
        return of(found.entry(), List.copyOf(folders));
    }

    static Comparator<FileRow> foldersFirst(Comparator<FileRow> then) {
        return Comparator.comparing((FileRow row) -> !row.entry().isFolder()).thenComparing(then);
    }

    /** The names on the way to it, which no other entry of its file system has. */
    List<Name> path() {
        return Stream.concat(folders.stream().skip(1).map(Entry::name), Stream.of(entry.name()))
                .toList();
    }

    /** The folder that it is in, as text. */
    String folder() {
        return "/"
                + folders.stream()
                        .skip(1)
                        .map(folder -> folder.name().text())
                        .collect(Collectors.joining("/"));
    }
}
