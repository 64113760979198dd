package org.lifeboat.wizard.browser;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.restore.DisksInside;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.inside.InsideDisk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The disks of a backup that were looked into. They stay open, with all that was found out about
 * them, until this is closed; that has to be before the backup is. Safe for use by several threads.
 */
public final class BackupDisks implements AutoCloseable {

    private final Path file;
    private final DisksInside disks;
    private final Looking looking = new Looking();
    private final Map<Key, OpenImage> open = new ConcurrentHashMap<>();

    private record Key(ArchivePath archive, String name) {}

    /**
     * @param file where the backup is
     */
    public BackupDisks(Path file, OpenBackup backup) {
        this.file = file;
        this.disks = new DisksInside(backup);
    }

    Path file() {
        return file;
    }

    Looking looking() {
        return looking;
    }

    /**
     * Opens a disk, or gives the one that is open.
     *
     * @return nothing if the archive does not hold it
     * @throws IOException if the archive's beginning cannot be read or is not authentic
     */
    Optional<OpenImage> open(DiskChoice.Chosen chosen) throws IOException {
        Key key = new Key(chosen.archive().path(), chosen.name());
        OpenImage before = open.get(key);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<InsideDisk> disk = disks.open(chosen, looking);
        if (disk.isEmpty()) {
            return Optional.empty();
        }
        OpenImage opened = OpenImage.inside(disk.get(), looking);
        OpenImage sooner = open.putIfAbsent(key, opened);
        return Optional.of(sooner == null ? opened : sooner);
    }

    /** Ends what is being read, and waits until it has ended. */
    @Override
    public void close() {
        looking.end();
        disks.close();
    }
}
