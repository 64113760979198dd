package org.lifeboat.disk.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;

/** What the feature matrix has besides names and content. */
class FeaturesTest {

    private static FolderEntry find(Ext4 fileSystem, String path) throws IOException {
        return fileSystem.find(path).orElseThrow();
    }

    @Test
    void encryptedEntriesAreListedAsLocked() throws IOException {
        Ext4 fileSystem = DiskFixtures.open("encrypt-verity");
        FolderEntry folder = find(fileSystem, "one");
        assertThat(folder.locked()).isTrue();
        Ext4.Listing listing = fileSystem.list(folder, 10, new Cancellation());
        assertThat(listing.entries()).isEmpty();
        assertThat(listing.problems())
                .extracting(Object::getClass)
                .containsOnly(DiskProblem.Locked.class);
        assertThat(find(fileSystem, "empty").locked()).isTrue();
        assertThat(find(fileSystem, "tiny").locked()).isFalse();
        assertThat(fileSystem.content(find(fileSystem, "tiny")).open()).hasContent("tiny");
    }

    @Test
    void aFolderThatIgnoresCaseFindsNamesInAnyCase() throws IOException {
        Ext4 fileSystem = DiskFixtures.open("casefold");
        assertThat(find(fileSystem, "names/CON.TXT").name().text()).isEqualTo("con.txt");
        assertThat(find(fileSystem, "names/Twin").name().text()).isEqualTo("Twin");
        assertThat(fileSystem.find("ONE")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4-4k", "ext2-1k", "bigalloc", "inline-data", "ext4-64k"})
    void extentsCoverTheFileAndHolesAreKnown(String name) throws IOException {
        Ext4 fileSystem = DiskFixtures.open(name);
        FolderEntry entry = find(fileSystem, "holes");
        ExtentCursor extents = fileSystem.content(entry).extents();
        long end = 0;
        boolean holes = false;
        for (var extent = extents.next(); extent.isPresent(); extent = extents.next()) {
            assertThat(extent.get().offset()).isEqualTo(end);
            end += extent.get().length();
            holes |= extent.get().isHole();
        }
        assertThat(end).isEqualTo(entry.size());
        assertThat(holes).isTrue();
    }

    @Test
    void modesLinksAndTimesAreRead() throws IOException {
        Ext4 fileSystem = DiskFixtures.open("ext4-4k");
        FolderEntry entry = find(fileSystem, "hard-link");
        assertThat(entry.mode()).isEqualTo(0644);
        assertThat(entry.links()).isEqualTo(2);
        assertThat(entry.inode()).isEqualTo(find(fileSystem, "tiny").inode());
        assertThat(entry.modified()).hasToString("2015-06-07T08:09:10Z");
        assertThat(find(fileSystem, "pipe").kind()).isEqualTo(EntryKind.PIPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journal-1k",
                "journal-4k",
                "journal-64bit",
                "journal-checksum-2",
                "journal-checksum-3",
                "journal-checksum-3-32bit"
            })
    void theNewestIsInTheJournalAlone(String name) throws IOException {
        EditedDisk disk = new EditedDisk(name);
        assertThat(disk.before().journal()).isEqualTo(JournalState.APPLIED);
        assertThat(disk.before().find("in-the-journal-only")).isPresent();
        assertThat(disk.before().find("tiny")).isEmpty();
        int flags = disk.before().superblock().incompat & ~Feature.INCOMPAT_RECOVER;
        Ext4 stale = disk.superblock32(0x60, flags).open();
        assertThat(stale.journal()).isEqualTo(JournalState.CLEAN);
        assertThat(stale.find("in-the-journal-only")).isEmpty();
        assertThat(stale.find("tiny")).isPresent();
    }
}
