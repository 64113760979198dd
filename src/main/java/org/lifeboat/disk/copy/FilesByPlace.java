package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.Extent;
import org.lifeboat.disk.ext4.FolderEntry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Files that wait until they are written in the order in which they lie in the image. */
final class FilesByPlace {

    /** So many take some eighty megabytes of memory. */
    private static final int MOST = 250_000;

    private final Ext4 fileSystem;
    private final Writing writing;
    private final List<Waiting> waiting = new ArrayList<>();

    /** Writes a file, whatever comes of it. */
    @FunctionalInterface
    interface Writing {
        void write(FolderEntry entry, String path, CopyFolder parent);
    }

    /**
     * @param parent retained
     */
    private record Waiting(long place, FolderEntry entry, String path, CopyFolder parent) {}

    FilesByPlace(Ext4 fileSystem, Writing writing) {
        this.fileSystem = fileSystem;
        this.writing = writing;
    }

    void add(FolderEntry entry, String path, CopyFolder parent) {
        parent.retain();
        waiting.add(new Waiting(place(entry), entry, path, parent));
        if (waiting.size() == MOST) {
            writeAll();
        }
    }

    /** Where its first bytes lie; one that cannot be read is as good at the beginning. */
    private long place(FolderEntry entry) {
        try {
            return fileSystem.content(entry).extents().next().map(Extent::position).orElse(0L);
        } catch (IOException toldWhenItIsWritten) {
            return 0;
        }
    }

    void writeAll() {
        waiting.sort(Comparator.comparingLong(Waiting::place));
        for (Waiting next : waiting) {
            writing.write(next.entry(), next.path(), next.parent());
            next.parent().release();
        }
        waiting.clear();
    }
}
