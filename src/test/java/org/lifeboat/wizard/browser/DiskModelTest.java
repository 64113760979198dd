package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.Partition;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Later;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class DiskModelTest {

    @TempDir private Path folder;
    private DiskModel model = new DiskModel(Background.DIRECT);

    @AfterEach
    void close() {
        model.close();
    }

    private void open(byte[] image) {
        open(DiskImages.write(folder.resolve("private.img"), image));
    }

    private void open(Path file) {
        model.open(new BrowsedDisk.Image(file));
    }

    private DiskModel.View.Folder shown() {
        return (DiskModel.View.Folder) model.viewProperty().get();
    }

    private List<String> names() {
        return shown().rows().stream().map(FileRow::name).toList();
    }

    private String sentence() {
        return ((DiskModel.View.Closed) model.viewProperty().get()).sentence();
    }

    private FolderEntry entry(String name) {
        return shown().rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .entry();
    }

    @Test
    void theUsersHomeIsShownFirst() {
        open(DiskImages.fixture("ext4-4k"));
        assertThat(names()).containsExactly("Documents", "your_data.txt");
        assertThat(shown().notes()).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void withoutAUserTheFolderAboveIsShownAndWithoutAHomeTheRoot() throws IOException {
        EditedDisk disk = new EditedDisk("ext3-4k");
        open(disk.u8(disk.record("/home", "user") + 8, 'U').bytes());
        assertThat(names()).containsExactly("User");
        open(disk.u8(disk.record("/", "home") + 8, 'H').bytes());
        assertThat(names()).contains("Home", "tiny");
    }

    @Test
    void upLeadsToTheRootAndNoFurther() {
        open(DiskImages.fixture("ext4-4k"));
        model.up();
        assertThat(names()).containsExactly("user");
        model.up();
        model.up();
        assertThat(names()).contains("home", "tiny").startsWith("home", "lost+found");
        model.enter(entry("many"));
        assertThat(names()).hasSize(6);
        model.go(model.place().orElseThrow().above(0));
        assertThat(names()).contains("many");
    }

    @Test
    void anUncleanShutdownIsNothingToFear() {
        open(DiskImages.fixture("journal-4k"));
        assertThat(shown().notes())
                .singleElement()
                .extracting(Note::sentence)
                .asString()
                .contains("nothing to fear");
    }

    @Test
    void aDamagedFolderIsToldAndItsEntriesAreMarked() throws IOException {
        EditedDisk disk = new EditedDisk("ext3-4k");
        disk.u16(disk.record("/home/user", "your_data.txt") + 4, 3);
        disk.u32(disk.inode("/home/user/Documents"), 0);
        open(disk.bytes());
        assertThat(names()).contains("Documents");
        assertThat(shown().notes())
                .anyMatch(note -> note.sentence().contains("part of this folder is damaged"))
                .anyMatch(note -> note.sentence().contains("marked with a triangle"))
                .allMatch(Note::isDamage);
        assertThat(entry("Documents").problem()).isPresent();
    }

    @Test
    void whatTheVmItselfEncryptedIsSaidToBeLocked() {
        open(DiskImages.fixture("encrypt-verity"));
        model.go(model.place().orElseThrow().above(0));
        model.enter(entry("one"));
        assertThat(names()).isEmpty();
        assertThat(shown().notes())
                .anyMatch(note -> note.sentence().contains("encrypted inside the VM"));
    }

    @Test
    void aDiskThatWasNeverUsedIsSaidToBeEmpty() {
        open(new byte[1 << 20]);
        assertThat(sentence()).contains("never started");
    }

    @Test
    void otherKindsOfDisksAreNamed() {
        byte[] luks = new byte[1 << 20];
        byte[] magic = "LUKS\u00ba\u00be".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(magic, 0, luks, 0, magic.length);
        open(luks);
        assertThat(sentence()).contains("encrypted data (LUKS)", "cannot open");
    }

    @Test
    void whatIsNoDiskAndWhatIsNotThereIsSaid() {
        open("A letter to Anna.\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        assertThat(sentence()).contains("something unknown");
        open(folder.resolve("none.img"));
        assertThat(sentence()).contains("none.img", "cannot be read");
        open(folder);
        assertThat(sentence()).contains("cannot be read");
    }

    @Test
    void aFeatureThatIsNotKnownIsNamed() throws IOException {
        open(new EditedDisk("ext3-4k").superblock32(0x60, 0x1).bytes());
        assertThat(sentence()).contains("“compression”");
    }

    @Test
    void anImageThatWasCutOffIsASentence() {
        byte[] image = DiskImages.fixture("ext4-4k");
        open(Arrays.copyOf(image, 20_000));
        assertThat(model.viewProperty().get())
                .isInstanceOfAny(DiskModel.View.Closed.class, DiskModel.View.Folder.class);
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void partitionsAreTheFirstLevelOfAWholeDisk() {
        open(DiskImages.partitioned(DiskImages.fixture("ext4-2k")));
        List<Partition> partitions =
                ((DiskModel.View.Partitions) model.viewProperty().get()).partitions();
        assertThat(partitions)
                .extracting(Partition::kind)
                .containsExactly(FileSystemKind.SWAP, FileSystemKind.EXT);
        model.enter(partitions.getLast());
        assertThat(names()).contains("your_data.txt");
        model.up();
        model.up();
        model.up();
        assertThat(model.viewProperty().get()).isInstanceOf(DiskModel.View.Partitions.class);
        model.enter(partitions.getFirst());
        assertThat(sentence()).contains("swap space");
        model.up();
        assertThat(model.viewProperty().get()).isInstanceOf(DiskModel.View.Partitions.class);
    }

    @Test
    void whatWasAskedBeforeIsOfNoInterestAnyMore() {
        Later later = new Later();
        model = new DiskModel(later);
        Path image = DiskImages.write(folder.resolve("a.img"), DiskImages.fixture("ext4-4k"));
        open(image);
        open(folder.resolve("none.img"));
        later.finishLast();
        assertThat(sentence()).contains("none.img");
        later.finishFirst();
        assertThat(sentence()).contains("none.img");
    }

    @Test
    void aFileIsOfferedAsADiskOnlyIfItsKindIsKnown() {
        assertThat(OpenImage.isDisk(folder.resolve("none.img"))).isFalse();
        assertThat(OpenImage.isDisk(DiskImages.write(folder.resolve("a"), new byte[0]))).isFalse();
        byte[] text = "no disk".repeat(100).getBytes(StandardCharsets.UTF_8);
        assertThat(OpenImage.isDisk(DiskImages.write(folder.resolve("b"), text))).isFalse();
        byte[] disk = DiskImages.fixture("ext4-4k");
        assertThat(OpenImage.isDisk(DiskImages.write(folder.resolve("c"), disk))).isTrue();
        byte[] whole = DiskImages.partitioned(disk);
        assertThat(OpenImage.isDisk(DiskImages.write(folder.resolve("d"), whole))).isTrue();
    }

    @Test
    void aFolderThatCouldNotBeReadIsNotCalledWhole() throws IOException {
        EditedDisk disk = new EditedDisk("ext3-4k");
        disk.u16(disk.record("/home/user", ".") + 4, 3);
        open(disk.bytes());
        assertThat(names()).isEmpty();
        assertThat(shown().isWhole()).isFalse();
        assertThat(shown().notes()).anyMatch(Note::isDamage);
    }

    @Test
    void anUncleanShutdownIsNoDamageAndAnEmptyFolderIsWhole() throws IOException {
        open(DiskImages.fixture("journal-4k"));
        assertThat(shown().notes()).noneMatch(Note::isDamage);
        assertThat(shown().isWhole()).isTrue();
    }
}
