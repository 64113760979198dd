package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.FolderEntry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the files of several names are. Safe for use by several threads. */
final class HardLinks {

    /** Files beyond this number are copied once for each name. */
    private static final int MOST = 100_000;

    private final Map<Long, Path> placed = new HashMap<>();

    /** The path of the entry's file if it is there under another name. */
    synchronized Optional<Path> first(FolderEntry entry) {
        return Optional.ofNullable(placed.get(entry.inode()));
    }

    synchronized void remember(FolderEntry entry, Path path) {
        if (placed.size() < MOST) {
            placed.put(entry.inode(), path);
        }
    }
}
