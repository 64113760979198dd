package org.lifeboat.wizard.browser;

import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Found;
import org.lifeboat.disk.ext4.Name;

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
record FileRow(FolderEntry entry, List<FolderEntry> folders, String name) {

    /** Folders first, then by name, whatever its case. */
    static final Comparator<FileRow> USUAL =
            foldersFirst(
                    Comparator.comparing(FileRow::name, String.CASE_INSENSITIVE_ORDER)
                            .thenComparing(FileRow::name));

    static FileRow of(FolderEntry entry, List<FolderEntry> folders) {
        return new FileRow(entry, folders, entry.name().text());
    }

    /** What a search found that began at the root. */
    static FileRow of(Found found) {
        Deque<FolderEntry> folders = new ArrayDeque<>();
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
        return Stream.concat(
                        folders.stream().skip(1).map(FolderEntry::name), Stream.of(entry.name()))
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
