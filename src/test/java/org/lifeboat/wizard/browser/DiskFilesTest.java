package org.lifeboat.wizard.browser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What tests of models share that work on the files of an open disk. */
abstract class DiskFilesTest {

    @TempDir Path folder;
    final DiskModel disk = new DiskModel(Background.DIRECT);
    Path image;

    @BeforeEach
    void openDisk() {
        open(DiskImages.fixture("ext4-4k"));
    }

    final void open(byte[] bytes) {
        image = DiskImages.write(folder.resolve("private.img"), bytes);
        disk.open(new BrowsedDisk.Image(image));
    }

    @AfterEach
    void closeDisk() {
        disk.close();
    }

    final Ext4 fileSystem() {
        return disk.place().orElseThrow().fileSystem();
    }

    final FolderEntry entry(String path) {
        return row(path).entry();
    }

    /** By a path from the root. */
    final FileRow row(String path) {
        try {
            Place place = new Place(fileSystem(), List.of(fileSystem().root(new Cancellation())));
            String[] names = path.split("/");
            String at = "";
            for (int i = 0; i < names.length - 1; i++) {
                at += "/" + names[i];
                place = place.down(fileSystem().find(at).orElseThrow());
            }
            Optional<FolderEntry> entry = fileSystem().find(path);
            return FileRow.of(fileSystem(), entry.orElseThrow(), place.folders());
        } catch (IOException damaged) {
            throw new IllegalStateException(damaged);
        }
    }
}
