package org.lifeboat.disk.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.disk.ext4.EntryKind;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.Extent;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.disk.ext4.WalkLimits;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files come in the order in which they lie in the image. */
class FilesByPlaceTest {

    @TempDir Path folder;

    @Test
    void allAreWrittenAndTheirPlacesRise() throws IOException {
        Ext4 fileSystem = DiskFixtures.open("ext4-1k");
        List<FolderEntry> files = new ArrayList<>();
        TreeWalk walk =
                fileSystem.walk(
                        fileSystem.root(new Cancellation()), WalkLimits.USUAL, new Cancellation());
        while (walk.hasNext()) {
            FolderEntry entry = walk.next().entry();
            if (entry.kind() == EntryKind.FILE && !entry.locked()) {
                files.add(entry);
            }
        }
        List<FolderEntry> written = new ArrayList<>();
        CopyFolder parent = new CopyFolder(folder, Optional.empty(), false, true);
        FilesByPlace byPlace =
                new FilesByPlace(fileSystem, (entry, path, into) -> written.add(entry));
        for (FolderEntry each : files.reversed()) {
            byPlace.add(each, "", parent);
        }
        assertThat(written).isEmpty();
        byPlace.writeAll();
        assertThat(written).hasSizeGreaterThan(10).containsExactlyInAnyOrderElementsOf(files);
        List<Long> places = new ArrayList<>();
        for (FolderEntry each : written) {
            places.add(fileSystem.content(each).extents().next().map(Extent::position).orElse(0L));
        }
        assertThat(places).isSorted();
        assertThat(places.stream().distinct().count()).isGreaterThan(10);
    }
}
