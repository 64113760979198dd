package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.Extent;
import org.lifeboat.disk.ext4.ExtentCursor;
import org.lifeboat.disk.ext4.FileContent;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Integrity;
import org.lifeboat.disk.ext4.Stretch;
import org.lifeboat.local.Permissions;
import org.lifeboat.local.PrivateFiles;
import org.lifeboat.local.Staging;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** One file on its way out of the image: staged, then synced and given its name. */
final class CopyFile {

    /** Bytes between two looks at whether to go on. */
    private static final long PIECE = 8L << 20;

    /** What files are made with. */
    private static final int OWNER_WRITES = 0600;

    private final Staging folder;
    private final FolderEntry entry;
    private final String name;
    private final Path incomplete;
    private final FileChannel channel;
    private FileState state;

    /**
     * @param name the one that it is to have in the folder
     * @throws IOException if it cannot be made
     */
    CopyFile(Staging folder, FolderEntry entry, String name) throws IOException {
        this.folder = folder;
        this.entry = entry;
        this.name = name;
        this.state = entry.state();
        FileChannel[] opened = new FileChannel[1];
        this.incomplete = folder.begin(name, path -> opened[0] = PrivateFiles.create(path));
        this.channel = opened[0];
    }

    /**
     * Writes everything that is there. Holes stay holes, and what was lost becomes one.
     *
     * @return the integrity of the map, or nothing if it was cancelled
     * @throws ProblemException if the image is the reason
     * @throws IOException if the destination is
     */
    Optional<Integrity> write(FileContent content, CopyProgress progress, Cancellation cancellation)
            throws IOException {
        ExtentCursor extents = content.extents();
        boolean endsWithHole = false;
        for (Optional<Extent> next = extents.next(); next.isPresent(); next = extents.next()) {
            Extent extent = next.get();
            for (long done = 0; done < extent.length(); ) {
                if (cancellation.isRequested()) {
                    return Optional.empty();
                }
                Stretch stretch = content.stretch(extent, done);
                state = state.worse(stretch.state()).worse(extents.state());
                endsWithHole = extent.isHole() || stretch.state() == FileState.DAMAGED;
                long length = stretch.length();
                if (!endsWithHole) {
                    length = Math.min(PIECE, length);
                    content.copy(extent, done, length, channel);
                }
                done += length;
                progress.copied(length);
            }
        }
        if (endsWithHole) {
            PrivateFiles.extend(incomplete, content.size());
        }
        return Optional.of(extents.integrity());
    }

    /** What it is, its inode and the folders that lead to it included, once it is written. */
    FileState state() {
        return state;
    }

    /** A map whose checksum differs may be anything on a disk that lost something. */
    void doubt() {
        state = state.worse(FileState.DOUBTFUL);
    }

    /** All is written, if not yet on the disk. */
    void close() throws IOException {
        try (channel) {
            int mode = entry.mode() & 0777 | OWNER_WRITES;
            if (mode != OWNER_WRITES) {
                Permissions.set(incomplete, mode);
            }
            setTime();
        }
    }

    Path incomplete() {
        return incomplete;
    }

    /** Gives it the name that it deserves, once it is on the disk. */
    Path rename() throws IOException {
        return switch (state) {
            case WHOLE -> folder.finish(incomplete, name);
            case DOUBTFUL -> folder.finish(incomplete, FileNames.doubtful(name));
            case DAMAGED -> incomplete;
        };
    }

    private void setTime() throws IOException {
        try {
            Files.setLastModifiedTime(incomplete, FileTime.from(entry.modified()));
        } catch (IllegalArgumentException notATimeHere) {
            // Its content is what counts.
        }
    }

    /** Leaves what could be read, under the name that says so. */
    void leave() throws IOException {
        channel.close();
    }

    void remove() throws IOException {
        channel.close();
        Files.deleteIfExists(incomplete);
    }
}
