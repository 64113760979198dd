package org.lifeboat.disk.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** What no folder leads to is under lost+found. */
class NamelessInodesTest {

    @ParameterizedTest
    @ValueSource(strings = {"f_zero_super", "f_lpf", "f_reconnect"})
    void e2fsprogsRescuesNoMoreThanIsFound(String name) throws IOException {
        String folder = System.getProperty("lifeboat.disk-images-rescue", "");
        assumeTrue(!folder.isBlank());
        byte[] image = DiskFixtures.image(Path.of(folder), name);
        assertThat(DiskFixtures.actual(Ext4.open(new MemorySource(image))))
                .isEqualTo(DiskFixtures.expected(Path.of(folder), name));
    }

    private static EditedDisk withoutName(String folder, String name) throws IOException {
        EditedDisk disk = new EditedDisk("ext2-1k");
        disk.u32(disk.record(folder, name), 0);
        return disk;
    }

    @Test
    void aFileWhoseNameIsGoneIsFound() throws IOException {
        EditedDisk disk = withoutName("home/user", "your_data.txt");
        long inode = disk.entry("home/user/your_data.txt").inode();
        Ext4 after = disk.open();
        assertThat(after.find("home/user/your_data.txt")).isEmpty();
        FolderEntry found = after.find("lost+found/#" + inode).orElseThrow();
        FolderEntry before = disk.entry("home/user/your_data.txt");
        assertThat(found.size()).isEqualTo(before.size());
        assertThat(found.modified()).isEqualTo(before.modified());
        assertThat(found.kind()).isEqualTo(EntryKind.FILE);
        assertThat(DiskFixtures.sha256(after.content(found)))
                .isEqualTo(DiskFixtures.sha256(disk.before().content(before)));
    }

    @Test
    void aFolderWhoseNameIsGoneHasAllThatIsInIt() throws IOException {
        EditedDisk disk = withoutName("", "home");
        String home = "lost+found/#" + disk.entry("home").inode();
        Map<String, String> found = DiskFixtures.actual(disk.open());
        assertThat(found)
                .containsKey(home + "/user/your_data.txt")
                .doesNotContainKey("lost+found/#" + disk.entry("home/user").inode());
    }

    @Test
    void aFileWithAnotherNameIsNotFoundTwice() throws IOException {
        EditedDisk disk = withoutName("", "hard-link");
        assertThat(DiskFixtures.actual(disk.open()).keySet())
                .noneMatch(path -> path.startsWith("lost+found/#"));
    }

    @Test
    void whereLostAndFoundIsMissingItIsMadeUp() throws IOException {
        EditedDisk disk = withoutName("", "lost+found");
        disk.u32(disk.record("", "tiny"), 0).u32(disk.record("", "hard-link"), 0);
        Ext4 after = disk.open();
        assertThat(after.list(after.root(new Cancellation()), 100, new Cancellation()).entries())
                .extracting(entry -> entry.name().text())
                .contains("lost+found");
        assertThat(after.find("lost+found/#" + disk.entry("tiny").inode())).isPresent();
    }

    @Test
    void aDiskWithoutItsRootStillHasItsFiles() throws IOException {
        EditedDisk disk = new EditedDisk("ext2-1k");
        disk.u16(disk.inode(2), 0);
        Ext4 after = disk.open();
        assertThat(DiskFixtures.actual(after))
                .containsKey("lost+found/#" + disk.entry("home").inode() + "/user/your_data.txt");
        assertThat(after.root(new Cancellation()).problem()).isPresent();
    }

    @Test
    void theSearchCanBeCancelledAndBegunAnew() throws IOException {
        Ext4 disk = DiskFixtures.open("nameless");
        FolderEntry folder = disk.find("lost+found").orElseThrow();
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> disk.list(folder, 100, cancellation));
        assertThat(disk.list(folder, 100, new Cancellation()).entries()).hasSize(3);
    }

    /** A hundred thousand inodes, say, of which each is looked at. */
    @Test
    void aSearchUnderWayEnds() throws IOException {
        Ext4 disk = DiskFixtures.open("nameless");
        FolderEntry folder = disk.find("lost+found").orElseThrow();
        Cancellation later =
                new Cancellation() {
                    private int asked;

                    @Override
                    public boolean isRequested() {
                        return ++asked > 150;
                    }
                };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> disk.list(folder, 100, later));
    }

    @Test
    void foldersThatLeadOnlyToEachOtherAreFound() throws IOException {
        EditedDisk disk = withoutName("", "one");
        long one = disk.entry("one").inode();
        long two = disk.entry("one/two").inode();
        disk.u32(disk.record("one/two", "three"), one);
        Map<String, String> found = DiskFixtures.actual(disk.open());
        assertThat(found.keySet())
                .anyMatch(path -> path.equals("lost+found/#" + one) || path.endsWith("#" + two));
    }
}
