package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.VmFolder;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.problem.CopyProblem;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.problem.VmProblem;
import org.lifeboat.report.Messages;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.ReportTexts;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files that are copied out of disks right after these were restored. */
@Timeout(60)
class FilesOfVmTest {

    private static final String FIXTURE = "ext4-of-2016";
    private static final String TEXT = "home/user/your_data.txt";

    @TempDir private Path folder;

    private Path restored() {
        return folder.resolve("restored");
    }

    private RestoreReport restore(BackupBuilder backup, Wanted wanted)
            throws IOException, FatalException {
        return restore(backup.write(folder.resolve("backup")), BackupBuilder.PASSPHRASE, wanted);
    }

    private RestoreReport restore(Path file, String passphrase, Wanted wanted)
            throws IOException, FatalException {
        try (Passphrase secret = TestData.passphrase(passphrase);
                OpenBackup open = OpenBackup.open(file, secret)) {
            return Restores.run(
                    RestorePlan.restore(open, Restores.inBackup(open), restored()).wanting(wanted));
        }
    }

    private RestoreReport restoreDisk(byte[] disk, Wanted wanted)
            throws IOException, FatalException {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", disk).file("firewall.xml", new byte[] {1});
        return restore(backup.seal(), wanted);
    }

    private static EditedDisk disk() throws IOException {
        return new EditedDisk(FIXTURE);
    }

    private static VmResult vm(RestoreReport report, String name) {
        return report.vms().stream().filter(vm -> vm.vm().name().equals(name)).findAny().get();
    }

    private static List<Class<?>> codes(VmResult vm) {
        return vm.problems().stream().<Class<?>>map(Object::getClass).toList();
    }

    private static List<String> outputs(VmResult vm) {
        return vm.archives().stream()
                .flatMap(archive -> archive.outputs().stream())
                .map(FolderSink.Output::path)
                .toList();
    }

    private List<String> names(String below) throws IOException {
        try (Stream<Path> files = Files.list(restored().resolve(below))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertFilesAreThere() {
        assertThat(restored().resolve("work/files/your_data.txt"))
                .hasContent("This data has been successfully recovered!\n");
        assertThat(restored().resolve("work/files/Documents/numbers")).exists();
    }

    /** The disk is in place as it was, and nothing claims to be its files. */
    private void assertOnlyTheImageIsThere(VmResult work, byte[] disk) {
        assertThat(restored().resolve("work/private.img")).hasBinaryContent(disk);
        assertThat(restored().resolve("work/files")).doesNotExist();
        assertThat(outputs(work)).containsExactly("work/private.img", "work/firewall.xml");
        assertThat(work.archives())
                .allSatisfy(archive -> assertThat(archive.verdict()).isEqualTo(Verdict.OK));
    }

    @Test
    void onlyTheFilesStayWhenAllOfThemWereCopied() throws IOException, FatalException {
        RestoreReport report = restoreDisk(disk().bytes(), Wanted.FILES);
        Restores.assertGood(report);
        assertFilesAreThere();
        assertThat(names("work")).containsExactly("files", "firewall.xml");
        assertThat(names("work/files")).containsExactly("Documents", "your_data.txt");
        assertThat(outputs(vm(report, "work"))).containsExactly("work/files", "work/firewall.xml");
    }

    @Test
    void theImageStaysBesideTheFilesIfThatWasWishedFor() throws IOException, FatalException {
        byte[] disk = disk().bytes();
        RestoreReport report = restoreDisk(disk, Wanted.FILES_AND_DISKS);
        Restores.assertGood(report);
        assertFilesAreThere();
        assertThat(restored().resolve("work/private.img")).hasBinaryContent(disk);
        assertThat(outputs(vm(report, "work")))
                .containsExactly("work/private.img", "work/files", "work/firewall.xml");
    }

    @Test
    void theReportsNameTheFilesAndTheirSizeInsteadOfTheImage() throws IOException, FatalException {
        RestoreReport report = restoreDisk(disk().bytes(), Wanted.FILES);
        Json vm = Json.parse(ReportTexts.json(report)).get("vms").elements().getFirst();
        Json archive = vm.get("archives").elements().getFirst();
        List<Json> outputs = archive.get("outputs").elements();
        assertThat(archive.text("name")).isEqualTo("private.img");
        assertThat(archive.text("verdict")).isEqualTo("ok");
        assertThat(outputs).hasSize(1);
        assertThat(outputs.getFirst().text("path")).isEqualTo("work/files");
        long size =
                Files.size(restored().resolve("work/files/your_data.txt"))
                        + Files.size(restored().resolve("work/files/Documents/numbers"));
        assertThat(outputs.getFirst().number("sizeBytes")).isEqualTo(size);
        assertThat(ReportTexts.page(report))
                .contains("<code>work/files</code>")
                .doesNotContain("<code>work/private.img</code>");
    }

    @Test
    void everyVmOfTheSampleGetsItsFilesAndOthersStayAsTheyWere()
            throws IOException, FatalException {
        RestoreReport report = restore(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE, Wanted.FILES);
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(restored().resolve("work/files/your_data.txt")).exists();
        assertThat(restored().resolve("work/private.img")).doesNotExist();
        assertThat(codes(vm(report, "never-started"))).containsExactly(CopyProblem.DiskEmpty.class);
        assertThat(restored().resolve("never-started/private.img")).exists();
        assertThat(restored().resolve("never-started/files")).doesNotExist();
        // A template stored as one folder, a disk with the system, and dom0's home are no homes.
        assertThat(restored().resolve("debian-8/private.img")).exists();
        assertThat(restored().resolve("music-studio/root.img")).exists();
        assertThat(restored().resolve("dom0-home/anna/.bashrc")).exists();
        assertThat(restored().resolve("dom0-home/files")).doesNotExist();
        assertThat(restored().resolve("debian-8/files")).doesNotExist();
    }

    @Test
    void aFileThatCannotBeReadKeepsTheImageAndIsNamed() throws IOException, FatalException {
        EditedDisk disk = disk();
        disk.u16(disk.map(TEXT), 0);
        RestoreReport report = restoreDisk(disk.bytes(), Wanted.FILES);
        VmResult work = vm(report, "work");
        assertOnlyTheImageIsThere(work, disk.bytes());
        assertThat(report.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(work.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(codes(work))
                .containsExactly(
                        CopyProblem.FileNotCopied.class,
                        CopyProblem.DiskKept.class,
                        RunProblem.LeftIncomplete.class);
        assertThat(Messages.text(work.problems().getFirst()))
                .isEqualTo(
                        "“home/user/your_data.txt” in the disk of “work”: Where its content lies"
                                + " cannot be told: that part of the file system is damaged.");
        assertThat(restored().resolve("work/files.incomplete/Documents/numbers")).exists();
    }

    @Test
    void whatHasNoContentKeepsTheImageButIsNoDamage() throws IOException, FatalException {
        EditedDisk disk = disk();
        disk.u16(disk.inode(TEXT), 0x1000 | 0600);
        RestoreReport report = restoreDisk(disk.bytes(), Wanted.FILES);
        VmResult work = vm(report, "work");
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(codes(work))
                .containsExactly(CopyProblem.FileNotCopied.class, CopyProblem.DiskKept.class);
        assertThat(outputs(work)).contains("work/private.img", "work/files");
        assertThat(restored().resolve("work/private.img")).hasBinaryContent(disk.bytes());
        assertThat(restored().resolve("work/files/Documents/numbers")).exists();
    }

    @Test
    void allHomesAreCopiedWhereTheUsualOneIsMissing() throws IOException, FatalException {
        EditedDisk disk = disk();
        disk.u8(disk.record("home", "user") + 8, 'a');
        Restores.assertGood(restoreDisk(disk.bytes(), Wanted.FILES));
        assertThat(restored().resolve("work/files/aser/your_data.txt")).exists();
    }

    @Test
    void aDiskWithHomesThatWereNotCopiedIsKept() throws IOException, FatalException {
        EditedDisk disk = disk();
        long parent = disk.record("home", "..") + 8;
        disk.u8(parent, 'm').u8(parent + 1, 'e');
        RestoreReport report = restoreDisk(disk.bytes(), Wanted.FILES);
        VmResult work = vm(report, "work");
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(codes(work))
                .containsExactly(CopyProblem.OtherHomes.class, CopyProblem.DiskKept.class);
        assertFilesAreThere();
        assertThat(restored().resolve("work/private.img")).hasBinaryContent(disk.bytes());
    }

    @Test
    void aDiskWithoutAHomeIsKept() throws IOException, FatalException {
        EditedDisk disk = disk();
        disk.u8(disk.record("/", "home") + 8, 'a');
        RestoreReport report = restoreDisk(disk.bytes(), Wanted.FILES);
        assertOnlyTheImageIsThere(vm(report, "work"), disk.bytes());
        assertThat(codes(vm(report, "work"))).containsExactly(CopyProblem.DiskWithoutHome.class);
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aHomeThatDamageMayHideIsNotCalledMissing() throws IOException, FatalException {
        EditedDisk disk = disk();
        disk.u16(disk.record("/", "home") + 4, 3);
        RestoreReport report = restoreDisk(disk.bytes(), Wanted.FILES);
        assertOnlyTheImageIsThere(vm(report, "work"), disk.bytes());
        assertThat(report.verdict()).isEqualTo(Verdict.DAMAGED);
    }

    @ParameterizedTest
    @EnumSource(names = {"FILES", "FILES_AND_DISKS"})
    void aDiskThatIsNoneOfLinuxIsKeptAndNamed(Wanted wanted) throws IOException, FatalException {
        byte[] disk = new byte[100_000];
        System.arraycopy("NTFS    ".getBytes(), 0, disk, 3, 8);
        RestoreReport report = restoreDisk(disk, wanted);
        VmResult work = vm(report, "work");
        assertOnlyTheImageIsThere(work, disk);
        assertThat(work.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(work.problems())
                .singleElement()
                .extracting(Messages::text)
                .asString()
                .contains("work/private.img", "Windows files (NTFS)");
    }

    @Test
    void aDiskThatMakesNoSenseIsKept() throws IOException, FatalException {
        EditedDisk disk = disk();
        for (int i = 0; i < 64; i++) {
            disk.u32(disk.blockOfGroups() + 4L * i, -1);
        }
        RestoreReport report = restoreDisk(disk.bytes(), Wanted.FILES);
        assertOnlyTheImageIsThere(vm(report, "work"), disk.bytes());
        assertThat(codes(vm(report, "work"))).containsExactly(CopyProblem.DiskDamaged.class);
        byte[] noise = BackupBuilder.random(5, 100_000);
        assertThat(codes(vm(restoreDisk(noise, Wanted.FILES), "work")))
                .containsExactly(VmProblem.Renamed.class, CopyProblem.DiskOfOtherKind.class);
    }

    @Test
    void aDamagedArchiveKeepsItsImageAndItsVerdict() throws IOException, FatalException {
        BackupBuilder backup = new BackupBuilder().chunkSize(2_000);
        backup.vm("work").file("private.img", disk().bytes());
        backup.vm("vault").file("private.img", disk().bytes());
        RestoreReport report = restore(backup.seal().flip("vm5/private.img.001"), Wanted.FILES);
        VmResult work = vm(report, "work");
        assertThat(work.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(names("work")).contains("private.img.incomplete", "private.img.incomplete.map");
        assertThat(names("vault")).containsExactly("files");
    }

    @Test
    void filesThatAreThereAlreadyStayAsTheyAre() throws IOException, FatalException {
        Path mine = Files.createDirectories(restored().resolve("work/files")).resolve("mine");
        Files.writeString(mine, "mine");
        RestoreReport report = restoreDisk(disk().bytes(), Wanted.FILES);
        assertThat(names("work/files")).containsExactly("mine");
        assertThat(outputs(vm(report, "work"))).contains("work (2)/files");
        assertThat(restored().resolve("work (2)/files/your_data.txt")).exists();
    }

    @Test
    void thereHasToBeRoomForTheImageOnlyIfItIsWritten() throws IOException, FatalException {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", disk().bytes()).file("root.img", new byte[5_000]);
        Path file = backup.seal().write(folder.resolve("backup"));
        try (Passphrase secret = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(file, secret)) {
            RestorePlan plan = RestorePlan.restore(open, Restores.inBackup(open), restored());
            SpaceNeed need = SpaceSurvey.of(open, plan.chosen(), new Cancellation());
            assertThat(need.homes()).isBetween(1L << 19, 1L << 20);
            SpaceNeed both = need.when(Wanted.FILES_AND_DISKS);
            assertThat(need.when(Wanted.DISKS)).isEqualTo(need);
            assertThat(both.bytes()).isGreaterThan(need.bytes() + need.homes());
            assertThat(need.when(Wanted.FILES).bytes()).isEqualTo(both.bytes() - (2 << 20));
            assertThat(need.when(Wanted.FILES).largestFile()).isEqualTo(5_000);
            RestorePlan tooMuch =
                    new RestorePlan(
                            open,
                            plan.chosen(),
                            plan.destination(),
                            Optional.of(new SpaceNeed(1, 1, 1, 1L << 60)),
                            Wanted.FILES,
                            false);
            assertThatExceptionOfType(FatalException.class).isThrownBy(() -> Restores.run(tooMuch));
            assertThat(restored()).doesNotExist();
            Restores.assertGood(Restores.run(tooMuch.wanting(Wanted.DISKS)));
        }
    }

    /** A wish to stop that comes when a file's bytes are written. */
    private static final class AtTheFirstByte extends Cancellation {
        private final CopyProgress watch = new CopyProgress();

        @Override
        public boolean isRequested() {
            return watch.bytes() > 0;
        }
    }

    @Test
    void cancellingKeepsTheImageAndLeavesWhatIsIncomplete() throws IOException, FatalException {
        restoreDisk(disk().bytes(), Wanted.DISKS);
        AtTheFirstByte cancellation = new AtTheFirstByte();
        VmFolder other = new VmFolder(restored(), "other");
        Path image = other.path().resolve("private.img");
        Files.move(restored().resolve("work/private.img"), image);
        try (Passphrase secret = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(folder.resolve("backup"), secret)) {
            FilesOfVm files =
                    new FilesOfVm(
                            Restores.inBackup(open).getFirst(),
                            other,
                            restored(),
                            Wanted.FILES,
                            cancellation.watch,
                            cancellation);
            ArchiveResult archive =
                    new ArchiveResult(
                            "private.img",
                            Verdict.OK,
                            0,
                            0,
                            List.of(),
                            List.of(new FolderSink.Output("other/private.img", 2 << 20)),
                            List.of());
            assertThat(files.after(archive)).isEqualTo(archive);
            assertThat(files.verdict()).isEqualTo(Verdict.CANCELLED);
            assertThat(files.problems())
                    .extracting(Object::getClass)
                    .containsExactly(CopyProblem.DiskKept.class, RunProblem.LeftIncomplete.class);
        }
        assertThat(names("other")).containsExactly("files.incomplete", "private.img");
        assertThat(image).hasBinaryContent(disk().bytes());
        assertThat(cancellation.watch.isRunning()).isFalse();
        assertThat(cancellation.watch.fraction()).isEqualTo(1);
    }

    @Test
    void progressIsWholeOnlyWhenTheFilesAreCopied() throws IOException, FatalException {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", disk().bytes());
        Path file = backup.seal().write(folder.resolve("backup"));
        try (Passphrase secret = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(file, secret)) {
            List<VmContents> vms = Restores.inBackup(open);
            Progress progress = new Progress(vms, 0, true);
            progress.authenticated(progress.storedBytes());
            progress.decoded(progress.storedBytes());
            assertThat(progress.copiesFiles(0)).isTrue();
            assertThat(progress.fraction()).isBetween(0.5, 0.6);
            progress.copy(0).end();
            assertThat(progress.fraction()).isEqualTo(1);
            RestoreEngine engine =
                    new RestoreEngine(
                            RestorePlan.restore(open, vms, restored()).wanting(Wanted.FILES),
                            new Cancellation());
            engine.run();
            assertThat(engine.progress().fraction()).isEqualTo(1);
            assertThat(engine.progress().copy(0).files()).isEqualTo(2);
        }
    }

    @Test
    void ofADamagedDiskTheWholeFilesComeOutAndTheImageStays() throws IOException, FatalException {
        byte[] disk = disk().bytes();
        BackupBuilder backup = new BackupBuilder().uncompressed().chunkSize(disk.length / 64);
        backup.vm("work").file("private.img", disk);
        backup.seal().flip("vm5/private.img.062");
        VmResult work = vm(restore(backup, Wanted.FILES), "work");
        assertThat(work.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(names("work")).contains("files", "private.img.incomplete.map");
        assertThat(outputs(work)).containsExactly("work/files");
        assertFilesAreThere();
    }

    @Test
    void filesOfDamagedPartsComeOutUnderNamesThatSayThatTheyAreDoubtful()
            throws IOException, FatalException {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", disk().bytes());
        Path file = backup.seal().dropHmac("vm5/private.img.000").write(folder.resolve("backup"));
        try (Passphrase secret = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(file, secret)) {
            RestorePlan plan =
                    RestorePlan.restore(open, Restores.inBackup(open), restored())
                            .wanting(Wanted.FILES)
                            .usingDamaged();
            assertThat(vm(Restores.run(plan), "work").verdict()).isEqualTo(Verdict.DAMAGED);
        }
        assertThat(names("work")).contains("private.img.incomplete", "private.img.incomplete.map");
        try (Stream<Path> left = Files.walk(restored().resolve("work"))) {
            List<String> copied =
                    left.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString())
                            .filter(name -> !name.startsWith("private.img"))
                            .toList();
            assertThat(copied)
                    .contains("your_data.txt.doubtful")
                    .allMatch(name -> name.endsWith(".doubtful"));
        }
    }
}
