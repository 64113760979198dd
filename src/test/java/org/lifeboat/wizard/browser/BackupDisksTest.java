package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.VmContents;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.TestData;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Folders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A model of a disk that is read where it lies in a backup. */
class BackupDisksTest {

    private static final int CHUNK = 4_096;

    @TempDir private Path folder;
    private final DiskModel model = new DiskModel(Background.DIRECT);
    private Optional<OpenBackup> backup = Optional.empty();
    private Optional<BackupDisks> disks = Optional.empty();

    @AfterEach
    void close() throws IOException {
        model.close();
        disks.ifPresent(BackupDisks::close);
        if (backup.isPresent()) {
            backup.get().close();
        }
    }

    private BrowsedDisk.InBackup disk(BackupBuilder builder, String name) throws Exception {
        Path file = builder.write(folder.resolve("backup"));
        OpenBackup opened = OpenBackup.open(file, TestData.passphrase(builder.typed()));
        backup = Optional.of(opened);
        disks = Optional.of(new BackupDisks(file, opened));
        VmContents vm = opened.vms().stream().filter(VmContents::isInBackup).findFirst().get();
        DiskChoice.Chosen chosen = (DiskChoice.Chosen) DiskChoice.of(vm, Optional.of(name));
        return new BrowsedDisk.InBackup(disks.get(), vm.vm().name(), chosen);
    }

    private BrowsedDisk.InBackup usual(byte[] image) throws Exception {
        return disk(DiskBackup.of(image).seal(), "private.img");
    }

    private DiskModel.View.Folder shown() {
        return (DiskModel.View.Folder) model.viewProperty().get();
    }

    private List<String> names() {
        return shown().rows().stream().map(FileRow::name).toList();
    }

    @Test
    void aDiskIsOpenedStraightOutOfTheBackup() throws Exception {
        model.open(usual(DiskImages.fixture("ext4-4k")));
        assertThat(names()).containsExactly("Documents", "your_data.txt");
        assertThat(shown().notes()).isEmpty();
        Preview preview = Previews.of(shown().place().fileSystem(), shown().rows().get(1).entry());
        assertThat(preview).isEqualTo(new Preview.Text(DiskImages.TEXT + "\n", false));
    }

    @Test
    void whatWasLookedIntoStaysReady() throws Exception {
        BrowsedDisk.InBackup disk = usual(DiskImages.fixture("ext4-4k"));
        model.open(disk);
        Ext4 first = shown().place().fileSystem();
        model.close();
        model.open(disk);
        assertThat(shown().place().fileSystem()).isSameAs(first);
        assertThat(names()).containsExactly("Documents", "your_data.txt");
    }

    @Test
    void partitionsOfAWholeDiskAreThereToo() throws Exception {
        model.open(usual(DiskImages.partitioned(DiskImages.fixture("ext4-4k"))));
        var parts = (DiskModel.View.Partitions) model.viewProperty().get();
        model.enter(parts.partitions().getLast());
        assertThat(names()).containsExactly("Documents", "your_data.txt");
    }

    @Test
    void damageThatReadingMetIsSaidAndMarked() throws Exception {
        byte[] image = DiskImages.fixture("ext4-4k");
        BackupBuilder builder = DiskBackup.of(image).plain().uncompressed().chunkSize(CHUNK).seal();
        String tar =
                new String(DiskBackup.tar("vm5/private.img", image), StandardCharsets.ISO_8859_1);
        int damaged = tar.indexOf(DiskImages.TEXT) / CHUNK;
        builder.flip("vm5/private.img.%03d".formatted(damaged));
        model.open(disk(builder, "private.img"));
        Previews.of(shown().place().fileSystem(), shown().rows().get(1).entry());
        model.go(model.place().orElseThrow());
        assertThat(shown().notes())
                .anyMatch(note -> note.isDamage() && note.sentence().contains("private.img"));
        assertThat(shown().isSalvaged()).isTrue();
        assertThat(shown().rows())
                .filteredOn(row -> !row.isWhole())
                .extracting(FileRow::name)
                .contains("your_data.txt");
    }

    @Test
    void copiesAreProposedAtHomeAndComeInTheOrderOfTheirPlaces() throws Exception {
        BrowsedDisk.InBackup disk = usual(DiskImages.fixture("ext4-4k"));
        assertThat(disk.proposal()).isEqualTo(Folders.home().resolve("work-files"));
        BrowsedDisk.InBackup hostile =
                new BrowsedDisk.InBackup(disk.disks(), "../a b", disk.chosen());
        assertThat(hostile.proposal()).isEqualTo(Folders.home().resolve(".._a_b-files"));
        assertThat(disk.options(CopyOptions.PORTABLE).byPlace()).isTrue();
    }

    @Test
    void aDiskThatIsNotInItsArchiveIsASentence() throws Exception {
        BackupBuilder builder = new BackupBuilder();
        builder.vm("template").tar(".", new HostileTar().finished());
        builder.seal();
        model.open(disk(builder, "root.img"));
        assertThat(((DiskModel.View.Closed) model.viewProperty().get()).sentence())
                .contains("no such disk");
    }
}
