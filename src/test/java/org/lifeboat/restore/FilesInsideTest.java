package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.archive.Source;
import org.lifeboat.content.VmFolder;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.format.PartPlaces;
import org.lifeboat.local.FileSystem;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.FatalException;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.testing.FakeSource;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.TestData;
import org.lifeboat.testing.VmBuilder;
import org.lifeboat.watch.Cancellation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
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
        if (how.contains("bzip")) {
            backup.compressor("bzip2", FilesInsideTest::bzip2);
        }
        return backup.chunkSize(how.contains("zip") ? 2_000 : CHUNK);
    }

    private static byte[] bzip2(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
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
    @ValueSource(strings = {"3 gzip", "3 bzip", "3 none", "4 gzip", "4 bzip", "4 none"})
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

    /** Packed with its holes, so that it has several extents, and one file's inode was changed. */
    private static BackupBuilder withWrongChecksum(String how) throws IOException {
        EditedDisk disk = new EditedDisk("ext4-of-2016");
        int changed = 0x10;
        long inode = disk.inode("/home/user/your_data.txt");
        disk.u32(inode + changed, disk.get32(inode + changed) + 1);
        BackupBuilder backup = backup(how);
        VmBuilder vm = backup.vm("work");
        vm.tar("private.img", DiskBackup.tar(vm.folder() + "/private.img", disk.bytes()));
        return backup.seal();
    }

    private VmResult restore(BackupBuilder backup, Wanted wanted, Path to)
            throws IOException, FatalException {
        Path file = backup.write(folder.resolve("backup"));
        try (Passphrase secret = TestData.passphrase(backup.typed());
                OpenBackup open = OpenBackup.open(file, secret)) {
            RestorePlan plan =
                    RestorePlan.restore(open, Restores.inBackup(open), to).wanting(wanted);
            return Restores.run(plan).vms().getFirst();
        }
    }

    private static Map<String, String> files(Path restored) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(restored.resolve("work"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = restored.relativize(file).toString();
                if (name.startsWith("work/files")) {
                    files.put(name, TestData.sha256(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 gzip", "3 none", "4 gzip", "4 none"})
    void filesOfAWholeArchiveHaveTheNamesThatTheyHaveOutOfItsImage(String how)
            throws IOException, FatalException {
        BackupBuilder backup = withWrongChecksum(how);
        Path whole = folder.resolve("whole");
        VmResult only = restore(backup, Wanted.FILES, restored());
        VmResult both = restore(backup, Wanted.FILES_AND_DISKS, whole);
        assertThat(files(restored())).isNotEmpty().isEqualTo(files(whole));
        assertThat(files(restored()).keySet())
                .noneMatch(name -> name.contains(".doubtful"))
                .anyMatch(name -> name.endsWith("/your_data.txt"));
        assertThat(only.verdict()).isEqualTo(both.verdict());
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
        FileSystem full = new FileSystem("ext4", disk.length, OptionalLong.empty(), true);
        try (Straight straight = new Straight(FakeSource.of(backup.bytes()), backup.typed())) {
            ChunkSequence archive = straight.archive();
            Optional<ArchiveResult> result = straight.copy(full);
            assertThat(result).isPresent();
            assertThat(result.get().verdict()).isEqualTo(Verdict.DAMAGED);
            assertThat(result.get().problems()).hasAtLeastOneElementOfType(ChunkProblem.class);
            assertThat(result.get().chunks()).hasSize(archive.chunks().size());
            assertThat(result.get().chunks().getLast().verdict()).isEqualTo(ChunkVerdict.FAILED);
            assertThat(straight.files.problems()).isEmpty();
            assertThat(result.get().outputs()).hasSize(1);
            assertThat(straight.loading.progress().decodedBytes()).isEqualTo(archive.storedBytes());
        }
        assertThat(names()).containsExactly("files");
        assertFilesAreThere();
    }

    /** What a restore does with one VM's disk, and what it does it with. */
    private final class Straight implements AutoCloseable {
        private final Cancellation cancellation = new Cancellation();
        private final ExecutorService threads = Executors.newFixedThreadPool(1);
        private final OpenBackup open;
        private final VmContents vm;
        private final ChunkLoading loading;
        private final FilesOfVm files;

        private Straight(Source source, String typed) throws IOException, FatalException {
            open = OpenBackup.open(source, TestData.passphrase(typed));
            vm = Restores.inBackup(open).getFirst();
            loading =
                    new ChunkLoading(
                            open.loader(),
                            PartPlaces.UNQUESTIONED,
                            new ChunkMemory(1 << 20, 1 << 20),
                            threads,
                            0,
                            new Progress(List.of(vm), 0, true),
                            cancellation);
            Files.createDirectory(restored());
            files =
                    new FilesOfVm(
                            vm,
                            new VmFolder(restored(), "work"),
                            restored(),
                            Wanted.FILES,
                            new CopyProgress(),
                            cancellation);
        }

        private ChunkSequence archive() {
            return vm.archives().getFirst();
        }

        private Optional<ArchiveResult> copy(FileSystem target) {
            return new FilesInside(open, loading, path -> target)
                    .copy(archive(), restored(), files);
        }

        @Override
        public void close() throws IOException {
            threads.close();
            open.close();
        }
    }

    /** Has something done when one place is read. */
    private record Watched(Source source, long position, Runnable whenRead) implements Source {
        @Override
        public String name() {
            return source.name();
        }

        @Override
        public long size() {
            return source.size();
        }

        @Override
        public void read(long at, ByteBuffer into) throws IOException {
            if (at <= position && position < at + into.remaining()) {
                whenRead.run();
            }
            source.read(at, into);
        }

        @Override
        public void readAgain(long at, ByteBuffer into) throws IOException {
            read(at, into);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 gzip", "3 none", "4 none"})
    void whoStopsItWhileTheDiskIsGoneThroughGetsNoFilesAndIsToldWhatWasSeen(String how)
            throws IOException, FatalException {
        BackupBuilder backup = backup(how);
        byte[] disk = new EditedDisk("ext4-of-2016").bytes();
        backup.vm("work").file("private.img", disk);
        backup.seal();
        long middle = backup.dataOffset(backup.lastOf("vm5/private.img").name());
        AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
        Source source = new Watched(FakeSource.of(backup.bytes()), middle, () -> stop.get().run());
        try (Straight straight = new Straight(source, backup.typed())) {
            stop.set(straight.cancellation::request);
            Optional<ArchiveResult> result =
                    straight.copy(new FileSystem("ext4", HUGE, OptionalLong.empty(), true));
            assertThat(result).isPresent();
            assertThat(result.get().verdict()).isEqualTo(Verdict.CANCELLED);
            assertThat(result.get().outputs()).isEmpty();
            assertThat(result.get().chunks()).hasSize(straight.archive().chunks().size());
            assertThat(result.get().chunks().getFirst().verdict()).isEqualTo(ChunkVerdict.VERIFIED);
        }
        try (Stream<Path> left = Files.list(restored())) {
            assertThat(left).isEmpty();
        }
    }
}
