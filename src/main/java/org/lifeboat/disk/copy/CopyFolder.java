package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.EntryKind;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.IntSet;
import org.lifeboat.disk.ext4.Name;
import org.lifeboat.local.Permissions;
import org.lifeboat.local.SafeNames;
import org.lifeboat.local.Staging;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A folder that is being filled, and the names taken in it. It gets its time and its permissions
 * when the last of its files has its name, however late that is.
 */
final class CopyFolder {

    private static final int ALL_NAMES = 1_000;

    private final Staging staging;
    private final Optional<FolderEntry> entry;
    private final boolean portable;
    private final boolean isDestination;

    /** Hashes of the folded names. Two names with one hash cost no more than a number. */
    private final IntSet taken = new IntSet();

    private final AtomicInteger unfinished = new AtomicInteger(1);

    /**
     * @param entry the image's folder, if this is a new one made for it; a folder that was there
     *     before keeps its time and permissions
     * @param isDestination whether it is the one that everything goes to
     */
    CopyFolder(Path path, Optional<FolderEntry> entry, boolean portable, boolean isDestination) {
        this.staging = new Staging(path, FileNames::numbered);
        this.isDestination = isDestination;
        this.entry = entry;
        this.portable = portable;
    }

    Path path() {
        return staging.folder();
    }

    /** How things get their names in it. */
    Staging staging() {
        return staging;
    }

    boolean isDestination() {
        return isDestination;
    }

    /** A free name for the entry, which is no other entry's from now on. */
    synchronized String claim(FolderEntry claimant) throws IOException {
        Name wished = claimant.name();
        boolean isFolder = claimant.kind() == EntryKind.FOLDER;
        String name = portable ? SafeNames.portable(wished.text()) : FileNames.asInImage(wished);
        for (int n = 1; n <= ALL_NAMES; n++) {
            String candidate = isFolder ? SafeNames.numbered(name, n) : FileNames.numbered(name, n);
            if (take(candidate)) {
                return candidate;
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    private boolean take(String name) {
        int hash = hash(portable ? FileNames.folded(name) : name);
        boolean isNew = entry.isPresent();
        return !taken.contains(hash) && (isNew || !exists(name)) && taken.add(hash);
    }

    private boolean exists(String name) {
        try {
            return Files.exists(path().resolve(name), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException toldWhenItIsMade) {
            return false;
        }
    }

    /** FNV-1a, whose upper half differs where names differ in a digit only. */
    private static int hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return (int) (hash >>> 32) | 1;
    }

    /** To be called for each file before, and {@link #release} after, it gets its name. */
    void retain() {
        unfinished.incrementAndGet();
    }

    /** To be called once more when the folder gets nothing else. */
    void release() {
        if (unfinished.decrementAndGet() == 0 && entry.isPresent()) {
            try {
                Permissions.set(path(), entry.get().mode() | 0700);
                Files.setLastModifiedTime(path(), FileTime.from(entry.get().modified()));
            } catch (IOException notHere) {
                // Its content is what counts.
            }
        }
    }
}
