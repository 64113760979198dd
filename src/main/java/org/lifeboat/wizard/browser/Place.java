package org.lifeboat.wizard.browser;

import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder in a file system, and the way to it.
 *
 * @param folders from the root to the folder itself
 */
record Place(Ext4 fileSystem, List<FolderEntry> folders) {

    /** Where people's files are in the disk of a VM. */
    private static final List<String> HOME = List.of("home", "user");

    Place {
        folders = List.copyOf(folders);
    }

    /**
     * The user's home, or as much of the way to it as there is.
     *
     * @throws IOException if there is not even a root folder
     */
    static Place begin(Ext4 fileSystem, Cancellation cancellation) throws IOException {
        List<FolderEntry> folders = new ArrayList<>();
        folders.add(fileSystem.root(cancellation));
        String path = "";
        for (String name : HOME) {
            path += "/" + name;
            Optional<FolderEntry> next = find(fileSystem, path, cancellation);
            if (next.isEmpty()) {
                break;
            }
            folders.add(next.get());
        }
        return new Place(fileSystem, folders);
    }

    /** A home that cannot be read is passed over: the folders above it can be. */
    private static Optional<FolderEntry> find(
            Ext4 fileSystem, String path, Cancellation cancellation) {
        try {
            return fileSystem.find(path, cancellation).filter(FolderEntry::isFolder);
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    FolderEntry folder() {
        return folders.getLast();
    }

    Place down(FolderEntry folder) {
        List<FolderEntry> deeper = new ArrayList<>(folders);
        deeper.add(folder);
        return new Place(fileSystem, deeper);
    }

    /**
     * @param depth folders above it; 0 for the root
     */
    Place above(int depth) {
        return new Place(fileSystem, folders.subList(0, depth + 1));
    }

    int depth() {
        return folders.size() - 1;
    }
}
