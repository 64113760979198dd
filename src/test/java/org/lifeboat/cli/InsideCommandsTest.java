package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.MemorySource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.TestData;
import org.lifeboat.testing.VmBuilder;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code files} and {@code copy} on a disk that lies in a backup. */
class InsideCommandsTest {

    private static final byte[] DISK = DiskFixtures.image("ext4-4k");

    @TempDir Path folder;

    private CommandRun run(BackupBuilder backup, String... arguments) {
        return runWith(BackupBuilder.PASSPHRASE, backup, arguments);
    }

    private CommandRun runWith(String passphrase, BackupBuilder backup, String... arguments) {
        Path file = backup.write(folder.resolve("backup"));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(1, file.toString());
        return CommandRun.withPassphrase(file, passphrase, all);
    }

    private static BackupBuilder work() {
        return DiskBackup.of(DISK);
    }

    /** A VM with a disk, one without any, and one with two of which none is the usual one. */
    private static BackupBuilder several() {
        BackupBuilder backup = work();
        VmBuilder vault = backup.vm("vault");
        vault.tar("private.img", DiskBackup.tar(vault.folder() + "/private.img", DISK));
        backup.vm("net").file("firewall.xml", new byte[9]);
        VmBuilder odd = backup.vm("odd");
        odd.tar("a.img", DiskBackup.tar(odd.folder() + "/a.img", DISK));
        odd.tar("b.img", DiskBackup.tar(odd.folder() + "/b.img", DISK));
        return backup;
    }

    private Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                tree.put(
                        root.relativize(path).toString(),
                        TestData.sha256(Files.readAllBytes(path)));
            }
        }
        return tree;
    }

    @Test
    void aFolderIsListedAsInTheImage() throws IOException {
        Path image = Files.write(folder.resolve("private.img"), DISK);
        CommandRun ofImage = CommandRun.of("files", image.toString(), "/", "--json");
        for (BackupBuilder backup :
                List.of(work().seal(), work().format4().seal(), work().uncompressed().seal())) {
            CommandRun inside = run(backup, "files", "/", "--vm", "work", "--json");
            assertThat(inside.exitCode()).isEqualTo(0);
            assertThat(inside.err()).isEqualTo(ofImage.err());
            assertThat(inside.out()).isEqualTo(ofImage.out());
            assertThat(Json.parse(inside.out()).has("entries")).isTrue();
        }
    }

    @Test
    void filesAreCopiedAsOutOfTheImageAndNothingElseIsWritten() throws IOException {
        Path image = Files.write(folder.resolve("private.img"), DISK);
        Path fromImage = folder.resolve("from-image");
        Path fromBackup = folder.resolve("from-backup");
        CommandRun ofImage =
                CommandRun.of("copy", image.toString(), "/", "--to", fromImage.toString());
        BackupBuilder backup = work().seal();
        backup.write(folder.resolve("backup"));
        Files.writeString(folder.resolve("passphrase.txt"), BackupBuilder.PASSPHRASE + "\n");
        Map<String, String> before = tree(folder);
        CommandRun copied = run(backup, "copy", "/", "--vm", "work", "--to", fromBackup.toString());
        assertThat(tree(fromBackup)).isNotEmpty().isEqualTo(tree(fromImage));
        assertThat(copied.exitCode()).isEqualTo(ofImage.exitCode());
        Map<String, String> after = tree(folder);
        after.keySet().removeIf(path -> path.startsWith("from-backup/"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aWrongChecksumInAWholeBackupIsToldAsOfTheImage() throws IOException {
        EditedDisk disk = new EditedDisk("ext4-of-2016");
        int changed = 0x10;
        long inode = disk.inode("/home/user/your_data.txt");
        disk.u32(inode + changed, disk.get32(inode + changed) + 1);
        Path image = Files.write(folder.resolve("private.img"), disk.bytes());
        Path fromImage = folder.resolve("from-image");
        Path fromBackup = folder.resolve("from-backup");
        CommandRun ofImage =
                CommandRun.of("copy", image.toString(), "/", "--to", fromImage.toString());
        CommandRun ofBackup =
                run(DiskBackup.of(disk.bytes()).seal(), "copy", "/", "--to", fromBackup.toString());
        assertThat(tree(fromBackup)).isNotEmpty().isEqualTo(tree(fromImage));
        assertThat(tree(fromBackup).keySet()).anyMatch(path -> path.endsWith("/your_data.txt"));
        assertThat(ofBackup.exitCode()).isEqualTo(ofImage.exitCode());
    }

    @Test
    void aRestoreOfFilesOnlyLeavesNoImage() throws IOException {
        Path restored = folder.resolve("restored");
        byte[] disk = DiskFixtures.image("journal-4k");
        BackupBuilder backup = DiskBackup.of(disk).seal();
        CommandRun whole = run(backup, "restore", "--to", folder.resolve("whole").toString());
        CommandRun only = run(backup, "restore", "--files-only", "--to", restored.toString());
        assertThat(whole.exitCode()).isEqualTo(0);
        assertThat(tree(folder.resolve("whole"))).containsKey("work/private.img");
        assertThat(only.err()).isNotEmpty();
        assertThat(tree(restored).keySet())
                .anyMatch(
                        path -> path.startsWith("work/files/") || path.equals("work/private.img"));
    }

    @Test
    void theOnlyVmNeedsNoName() {
        CommandRun listed = run(work().seal(), "files", "/");
        assertThat(listed.exitCode()).isEqualTo(0);
        assertThat(listed.out()).contains("lost+found/");
    }

    @Test
    void ofSeveralVmsOneHasToBeNamed() {
        CommandRun refused = run(several().seal(), "files", "/");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--vm NAME: work, vault, odd");
    }

    @Test
    void anUnknownVmIsRefused() {
        CommandRun refused = run(several().seal(), "files", "/", "--vm", "bank");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("There is no VM “bank” in this backup");
    }

    @Test
    void aVmWithoutADiskIsRefused() {
        CommandRun refused = run(several().seal(), "files", "/", "--vm", "net");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("There is no disk of “net” in this backup");
    }

    @Test
    void ofSeveralDisksOneHasToBeNamed() {
        BackupBuilder backup = several().seal();
        CommandRun refused = run(backup, "files", "/", "--vm", "odd");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--disk NAME: a.img, b.img");
        CommandRun other = run(backup, "files", "/", "--vm", "odd", "--disk", "c.img");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("“c.img”", "a.img, b.img");
        assertThat(run(backup, "files", "/", "--vm", "odd", "--disk", "b.img").exitCode())
                .isEqualTo(0);
    }

    @Test
    void aWrongPassphraseAndAnImageThatIsNoBackupAreRefused() throws IOException {
        assertThat(runWith("wrong", work().seal(), "files", "/").exitCode()).isEqualTo(4);
        Path image = Files.write(folder.resolve("private.img"), DISK);
        CommandRun refused = CommandRun.of("files", image.toString(), "--vm", "work");
        assertThat(refused.exitCode()).isEqualTo(3);
    }

    @Test
    void aDiskThatIsNoneIsToldAsOfAnImage() {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", BackupBuilder.random(1, 70_000));
        CommandRun refused = run(backup.seal(), "files", "/");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("Lifeboat cannot open");
    }

    @Test
    void whatLiesBehindADamageIsToldAndWhatLiesBeforeItIsCopied() throws IOException {
        Ext4 files = Ext4.open(new MemorySource(DISK));
        assertThat(files.root(new Cancellation()).isFolder()).isTrue();
        BackupBuilder backup = work().plain().uncompressed().chunkSize(100_000).seal();
        String last = backup.lastOf("vm5/private.img").name();
        backup.flip(last);
        Path copies = folder.resolve("copies");
        CommandRun copied = run(backup, "copy", "/", "--to", copies.toString());
        assertThat(copied.exitCode()).isEqualTo(1);
        assertThat(copied.err()).contains(last);
        Path image = Files.write(folder.resolve("private.img"), DISK);
        Path whole = folder.resolve("whole");
        CommandRun.of("copy", image.toString(), "/", "--to", whole.toString());
        Map<String, String> all = tree(whole);
        Map<String, String> some = tree(copies);
        assertThat(some).isNotEmpty();
        some.forEach(
                (path, content) -> {
                    if (!path.endsWith(".incomplete")) {
                        assertThat(content).as(path).isEqualTo(all.get(path));
                    }
                });
        assertThat(some.keySet()).anyMatch(path -> path.endsWith(".incomplete"));
    }

    @Test
    void aDamagedBeginningIsStatus1() {
        CommandRun refused = run(work().seal().flip("vm5/private.img.000"), "files", "/");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("vm5/private.img.000");
    }

    @Test
    void whereDamagedPartsAreOfNoUseItIsSaidWhatUsesThem() {
        for (String command : List.of("list", "verify")) {
            CommandRun run = run(work().seal(), command, "--use-damaged");
            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).contains("only “lifeboat restore” writes");
        }
        CommandRun listed = run(work().seal(), "files", "/", "--use-damaged");
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.err()).contains("“lifeboat restore --use-damaged”");
    }

    @Test
    void aRestoreOfImagesSaysHowTheFilesInsideComeOut() {
        BackupBuilder backup = work().seal();
        Path to = folder.resolve("with blank");
        CommandRun restored = run(backup, "restore", "--to", to.toString());
        String image = "'" + to.resolve("work/private.img") + "'";
        assertThat(restored.err())
                .contains("“lifeboat copy " + image + " /home/user --to DIR”", "--files-only");
        CommandRun json =
                run(backup, "restore", "--json", "--to", folder.resolve("json").toString());
        assertThat(json.err()).doesNotContain("lifeboat copy");
        CommandRun only =
                run(backup, "restore", "--files-only", "--to", folder.resolve("f").toString());
        assertThat(only.err()).doesNotContain("lifeboat copy");
    }

    @Test
    void whereNoFilesAreInsideNothingIsSaidOfThem() {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", new byte[70_000]);
        CommandRun restored = run(backup.seal(), "restore", "--to", folder.resolve("t").toString());
        assertThat(restored.exitCode()).isZero();
        assertThat(restored.err()).doesNotContain("lifeboat copy");
    }

    @Test
    void ofADamagedDiskItIsSaidWhereItsFilesAre() {
        BackupBuilder backup = work().uncompressed().chunkSize(100_000).seal();
        backup.flip(backup.lastOf("vm5/private.img").name());
        Path to = folder.resolve("images");
        CommandRun images = run(backup, "restore", "--to", to.toString());
        assertThat(images.err())
                .contains(
                        "copy them out of what was saved",
                        "“lifeboat copy " + to.resolve("work/private.img.incomplete"));
        CommandRun only =
                run(backup, "restore", "--files-only", "--to", folder.resolve("f").toString());
        assertThat(only.err())
                .contains("whole all the same; those of the home folder are in “work/files”")
                .doesNotContain("copy them out");
    }
}
