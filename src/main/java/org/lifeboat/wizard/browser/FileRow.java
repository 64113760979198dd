package org.lifeboat.wizard.browser;

import org.lifeboat.disk.ext4.EntryKind;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Found;
import org.lifeboat.disk.ext4.Name;

import java.io.IOException;
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
 * @param state what is left of it; one whose record may be altered is doubtful at best
 */
record FileRow(FolderEntry entry, List<FolderEntry> folders, String name, FileState state) {

    /** Folders first, then by name, whatever its case. */
    static final Comparator<FileRow> USUAL =
            foldersFirst(
                    Comparator.comparing(FileRow::name, String.CASE_INSENSITIVE_ORDER)
                            .thenComparing(FileRow::name));

    /** Reads where its content lies, but not the content. */
    static FileRow of(Ext4 fileSystem, FolderEntry entry, List<FolderEntry> folders) {
        return new FileRow(entry, folders, entry.name().text(), state(fileSystem, entry));
    }

    private static FileState state(Ext4 fileSystem, FolderEntry entry) {
        try {
            FileState state = fileSystem.state(entry);
            return entry.problem().isPresent() ? state.worse(FileState.DOUBTFUL) : state;
        } catch (IOException unreadable) {
            return FileState.DAMAGED;
        }
    }

    /** What a search found that began at the root. */
    static FileRow of(Ext4 fileSystem, Found found) {
        Deque<FolderEntry> folders = new ArrayDeque<>();
        Optional<Found> above = found.parent();
        while (above.isPresent()) {
            folders.addFirst(above.get().entry());
            above = above.get().parent();
        }
        return of(fileSystem, found.entry(), List.copyOf(folders));
    }

    static Comparator<FileRow> foldersFirst(Comparator<FileRow> then) {
        return Comparator.comparing((FileRow row) -> !row.entry().isFolder()).thenComparing(then);
    }

    boolean isWhole() {
        return state == FileState.WHOLE;
    }

    /**
     * Whether it counts as a file that is not whole. Of folders and links only damaged ones do,
     * which may have cost what was in them.
     */
    boolean isLoss() {
        return state == FileState.DAMAGED
                || entry.kind() == EntryKind.FILE && state == FileState.DOUBTFUL;
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
