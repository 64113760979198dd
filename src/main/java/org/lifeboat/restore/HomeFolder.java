package org.lifeboat.restore;

import org.lifeboat.disk.DiskContent;
import org.lifeboat.disk.DiskImage;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.Partition;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Integrity;
import org.lifeboat.disk.ext4.JournalState;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the files of a VM's user are in its {@code private.img}.
 *
 * @param path in the disk, without a slash before it
 * @param isAll whether there are no homes beside it that were not asked for
 */
record HomeFolder(Ext4 fileSystem, FolderEntry entry, String path, boolean isAll) {

    private static final String HOMES = "home";

    /** The one user that Qubes makes in every VM. */
    private static final String USER = "user";

    private static final String MKFS_MAKES = "lost+found";

    /** Of a folder that has more entries than any home or root has. */
    private static final int MOST = 10_000;

    /** What looking for one in a disk came to. */
    sealed interface Search {

        record Found(HomeFolder home) implements Search {}

        /**
         * @param kind what the disk holds instead of Linux files; nothing where it has partitions
         */
        record Unreadable(Optional<FileSystemKind> kind) implements Search {}

        /**
         * @param isSure false if damage may have hidden it
         */
        record None(boolean isSure) implements Search {}
    }

    /**
     * @throws IOException if the disk makes no sense or cannot be read
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    static Search in(BlockSource disk, Cancellation cancellation) throws IOException {
        return switch (DiskImage.look(disk)) {
            case DiskContent.Volume volume ->
                    volume.kind() == FileSystemKind.EXT
                            ? find(Ext4.open(volume.source()), cancellation)
                            : new Search.Unreadable(Optional.of(volume.kind()));
            case DiskContent.Partitions table -> {
                List<Partition> readable =
                        table.partitions().stream()
                                .filter(each -> each.kind() == FileSystemKind.EXT)
                                .toList();
                yield readable.size() == 1
                        ? find(Ext4.open(readable.getFirst().source()), cancellation)
                        : new Search.Unreadable(Optional.empty());
            }
        };
    }

    private static Search find(Ext4 fileSystem, Cancellation cancellation) throws IOException {
        Optional<FolderEntry> homes = folder(fileSystem, HOMES, cancellation);
        if (homes.isEmpty()) {
            return new Search.None(isSound(fileSystem, cancellation));
        }
        String path = HOMES + "/" + USER;
        Optional<FolderEntry> user = folder(fileSystem, path, cancellation);
        if (user.isEmpty()) {
            return new Search.Found(new HomeFolder(fileSystem, homes.get(), HOMES, true));
        }
        Ext4.Listing listing = fileSystem.list(homes.get(), MOST, cancellation);
        boolean isAll =
                isGood(listing)
                        && listing.entries().stream()
                                .map(entry -> entry.name().text())
                                .allMatch(name -> name.equals(USER) || name.equals(MKFS_MAKES));
        return new Search.Found(new HomeFolder(fileSystem, user.get(), path, isAll));
    }

    /** Why even what can be read without an error may not be as it was. */
    Optional<Problem> doubt() {
        if (fileSystem.journal() == JournalState.DAMAGED) {
            return Optional.of(new DiskProblem.JournalDamaged());
        }
        return fileSystem.integrity() == Integrity.GOOD
                ? Optional.empty()
                : Optional.of(new DiskProblem.ChecksumWrong(entry.inode()));
    }

    private static Optional<FolderEntry> folder(
            Ext4 fileSystem, String path, Cancellation cancellation) throws IOException {
        return fileSystem.find(path, cancellation).filter(FolderEntry::isFolder);
    }

    private static boolean isSound(Ext4 fileSystem, Cancellation cancellation) throws IOException {
        return fileSystem.integrity() == Integrity.GOOD
                && fileSystem.journal() != JournalState.DAMAGED
                && isGood(fileSystem.list(fileSystem.root(cancellation), MOST, cancellation));
    }

    private static boolean isGood(Ext4.Listing listing) {
        return !listing.more()
                && listing.problems().isEmpty()
                && listing.integrity() == Integrity.GOOD
                && listing.entries().stream()
                        .allMatch(entry -> entry.integrity() == Integrity.GOOD);
    }
}
