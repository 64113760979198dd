package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.VmFolder;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.format.PartPlaces;
import org.lifeboat.local.FileSystem;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.FatalException;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.TestData;
import org.lifeboat.testing.VmBuilder;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Files that come out of a backup without the image that they are in. */
class FilesInsideTest {

    /** Larger than any file that a file system of Linux can hold. */
    private static final long HUGE = 1L << 60;

    private static final int CHUNK = 100_000;

    @TempDir private Path folder;

    private Path restored() {
        return folder.resolve("restored");
    }

    private static BackupBuilder backup(String how) {
        BackupBuilder backup = new BackupBuilder();
        if (how.contains("4")) {
            backup.format4();
        }
        if (how.contains("none")) {
            backup.uncompressed();
        }
        return backup.chunkSize(how.contains("gzip") ? 2_000 : CHUNK);
    }

    /** A VM whose image can be written nowhere. */
    private static BackupBuilder withHugeImage(String how) throws IOException {
        BackupBuilder backup = backup(how);
        VmBuilder vm = backup.vm("work");
        byte[] disk = new EditedDisk("ext4-of-2016").bytes();
        vm.tar(
                "private.img",
                new HostileTar()
                        .sparse(
                                vm.folder() + "/private.img",
                                HUGE,
                                new long[] {0, disk.length},
                                disk)
                        .finished());
        return backup.seal();
    }

    private VmResult restore(BackupBuilder backup) throws IOException, FatalException {
        Path file = backup.write(folder.resolve("backup"));
        try (Passphrase secret = TestData.passphrase(backup.typed());
                OpenBackup open = OpenBackup.open(file, secret)) {
            RestorePlan plan =
                    RestorePlan.restore(open, Restores.inBackup(open), restored())
                            .wanting(Wanted.FILES);
            return Restores.run(plan).vms().stream()
                    .filter(vm -> vm.vm().name().equals("work"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(restored().resolve("work"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertFilesAreThere() {
        assertThat(restored().resolve("work/files/your_data.txt"))
                .hasContent("This data has been successfully recovered!\n");
        assertThat(restored().resolve("work/files/Documents/numbers")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 gzip", "3 none", "4 gzip", "4 none"})
    void filesComeOutOfADiskWhoseImageFitsNowhere(String how) throws IOException, FatalException {
        VmResult work = restore(withHugeImage(how));
        assertThat(work.problems()).isEmpty();
        assertThat(work.verdict()).isEqualTo(Verdict.OK);
        assertThat(names()).containsExactly("files");
        assertFilesAreThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 gzip", "3 none"})
    void everyPartHasItsVerdictAndItsHmacs(String how) throws IOException, FatalException {
        ArchiveResult archive = restore(withHugeImage(how)).archives().getFirst();
        assertThat(archive.verdict()).isEqualTo(Verdict.OK);
        assertThat(archive.restoredBytes()).isEqualTo(HUGE);
        assertThat(archive.chunks()).hasSizeGreaterThan(3);
        assertThat(archive.chunks())
                .allSatisfy(
                        chunk -> {
                            assertThat(chunk.verdict()).isEqualTo(ChunkVerdict.VERIFIED);
                            assertThat(chunk.computedHmac())
                                    .isNotEmpty()
                                    .isEqualTo(chunk.storedHmac());
                        });
    }

    @Test
    void aPartOfNoFileThatIsNotAuthenticKeepsTheImage() throws IOException, FatalException {
        byte[] disk = new EditedDisk("ext4-of-2016").bytes();
        BackupBuilder backup = backup("3 none");
        backup.vm("work").file("private.img", disk);
        backup.seal().flip(backup.lastOf("vm5/private.img").name());
        VmResult work = restore(backup);
        assertThat(work.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(names())
                .containsExactly("files", "private.img.incomplete", "private.img.incomplete.map");
        assertFilesAreThere();
    }

    @Test
    void anArchiveThatGoesOnBehindTheDiskIsWrittenAndJudgedAsUsual()
            throws IOException, FatalException {
        byte[] disk = new EditedDisk("ext4-of-2016").bytes();
        BackupBuilder backup = backup("3 gzip");
        VmBuilder vm = backup.vm("work");
        String name = vm.folder() + "/private.img";
        vm.tar("private.img", new HostileTar().file(name, disk).file("other", disk).finished());
        VmResult work = restore(backup.seal());
        assertThat(work.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(names()).contains("private.img.incomplete");
    }

    @Test
    void whereTheImageOfADamagedDiskDoesNotFitItsWholeFilesComeOut()
            throws IOException, FatalException {
        byte[] disk = new EditedDisk("ext4-of-2016").bytes();
        BackupBuilder backup = backup("3 none");
        backup.vm("work").file("private.img", disk);
        backup.seal().flip(backup.lastOf("vm5/private.img").name());
        Path file = backup.write(folder.resolve("backup"));
        Files.createDirectory(restored());
        try (Passphrase secret = TestData.passphrase(backup.typed());
                OpenBackup open = OpenBackup.open(file, secret);
                ExecutorService threads = Executors.newFixedThreadPool(1)) {
            VmContents vm = Restores.inBackup(open).getFirst();
            ChunkSequence archive = vm.archives().getFirst();
            Cancellation cancellation = new Cancellation();
            ChunkLoading loading =
                    new ChunkLoading(
                            open.loader(),
                            PartPlaces.UNQUESTIONED,
                            new ChunkMemory(1 << 20, 1 << 20),
                            threads,
                            0,
                            new Progress(List.of(vm), 0, true),
                            cancellation);
            FilesOfVm files =
                    new FilesOfVm(
                            vm,
                            new VmFolder(restored(), "work"),
                            restored(),
                            Wanted.FILES,
                            new CopyProgress(),
                            cancellation);
            FileSystem full = new FileSystem("ext4", disk.length, OptionalLong.empty(), true);
            Optional<ArchiveResult> result =
                    new FilesInside(open, loading, path -> full).copy(archive, restored(), files);
            assertThat(result).isPresent();
            assertThat(result.get().verdict()).isEqualTo(Verdict.DAMAGED);
            assertThat(result.get().problems()).hasAtLeastOneElementOfType(ChunkProblem.class);
            assertThat(result.get().chunks()).hasSize(archive.chunks().size());
            assertThat(result.get().chunks().getLast().verdict()).isEqualTo(ChunkVerdict.FAILED);
            assertThat(files.problems()).isEmpty();
            assertThat(result.get().outputs()).hasSize(1);
            assertThat(loading.progress().decodedBytes()).isEqualTo(archive.storedBytes());
        }
        assertThat(names()).containsExactly("files");
        assertFilesAreThere();
    }
}
