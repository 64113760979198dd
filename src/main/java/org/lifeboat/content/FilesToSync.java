package org.lifeboat.content;

import org.lifeboat.local.SyncGroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Files that have been written and are being synced to the disk. */
final class FilesToSync {

    private final VmFolder vmFolder;
    private final AtomicReference<Optional<IOException>> failure =
            new AtomicReference<>(Optional.empty());
    private Optional<SyncGroup> group = Optional.empty();

    FilesToSync(VmFolder vmFolder) {
        this.vmFolder = vmFolder;
    }

    /**
     * @param size in bytes
     */
    void add(Path path, long size) throws IOException {
        if (group.isEmpty()) {
            group = Optional.of(new SyncGroup(vmFolder.path()));
        }
        group.get().add(new File(path, size));
    }

    /**
     * Waits until all of them are on the disk.
     *
     * @throws IOException if one could not be synced
     */
    void await() throws IOException {
        group.ifPresent(SyncGroup::syncAll);
        Optional<IOException> failed = failure.get();
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    private final class File implements SyncGroup.Member {
        private final Path path;
        private final long size;

        File(Path path, long size) {
            this.path = path;
            this.size = size;
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void synced() {
            // Its name is given with all the others of its archive.
        }

        @Override
        public void failed(IOException why) {
            failure.set(Optional.of(why));
        }
    }
}
