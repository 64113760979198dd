package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.Source;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.MemorySource;
import org.lifeboat.disk.ext4.Stretch;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.restore.inside.InsideDisk;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.testing.FakeSource;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.TestData;
import org.lifeboat.testing.VmBuilder;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What is read of a disk inside a backup is what the disk holds. */
class DisksInsideTest {

    /** So small that disks of a few megabytes do not fit into any memory. */
    private static final InsideDisk.Bounds SMALL =
            new InsideDisk.Bounds(64 << 10, 256 << 10, 256 << 10, 64 << 10);

    private static final int FEW = 512 << 10;

    private static final int XZ_BLOCK = 256 << 10;

    /** What is decoded at most beyond what was asked for: what is read ahead, and a piece. */
    private static final long AHEAD = 3 << 20;

    /** A disk in a backup, opened. */
    private record Opened(OpenBackup backup, DisksInside disks, InsideDisk disk)
            implements AutoCloseable {

        static Opened of(BackupBuilder backup, Optional<String> name)
                throws IOException, FatalException {
            return of(FakeSource.of(backup.bytes()), backup.typed(), name, SMALL);
        }

        static Opened of(BackupBuilder backup) throws IOException, FatalException {
            return of(backup, Optional.empty());
        }

        static Opened of(
                Source source, String passphrase, Optional<String> name, InsideDisk.Bounds bounds)
                throws IOException, FatalException {
            OpenBackup backup = OpenBackup.open(source, TestData.passphrase(passphrase));
            DisksInside disks = new DisksInside(backup, FEW, bounds);
            try {
                VmContents vm =
                        backup.vms().stream().filter(VmContents::isInBackup).findFirst().get();
                DiskChoice.Chosen chosen = (DiskChoice.Chosen) DiskChoice.of(vm, name);
                return new Opened(backup, disks, disks.open(chosen, Watch.NOBODY).orElseThrow());
            } catch (IOException | RuntimeException failed) {
                disks.close();
                backup.close();
                throw failed;
            }
        }

        @Override
        public void close() throws IOException {
            disks.close();
            backup.close();
        }
    }

    private static byte[] read(BlockSource disk, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        disk.read(position, bytes);
        return bytes.array();
    }

    /** Formats and compressors. */
    private static BackupBuilder packed(BackupBuilder backup, String how) {
        if (how.contains("4")) {
            backup.format4();
        }
        if (how.contains("2")) {
            backup.format2();
        }
        if (how.contains("plain")) {
            backup.plain();
        }
        if (how.contains("none")) {
            backup.uncompressed();
        }
        if (how.contains("bzip")) {
            backup.compressor(
                    "bzip2", bytes -> compressed(bytes, BZip2CompressorOutputStream::new));
        }
        if (how.contains("pzstd")) {
            backup.compressor("pzstd", DisksInsideTest::pzstd);
        }
        if (how.contains("xz blocks")) {
            backup.compressor("xz -T0", DisksInsideTest::xzInBlocks);
        } else if (how.contains("xz")) {
            backup.compressor(
                    "xz",
                    bytes ->
                            compressed(bytes, out -> new XZOutputStream(out, new LZMA2Options(1))));
        }
        return backup.seal();
    }

    /** A skippable frame before each other one says how long that is. */
    private static byte[] pzstd(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at += XZ_BLOCK) {
            int end = Math.min(bytes.length, at + XZ_BLOCK);
            byte[] frame = Zstd.compress(Arrays.copyOfRange(bytes, at, end), 1);
            ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            packed.writeBytes(header.putInt(0x184d2a50).putInt(4).putInt(frame.length).array());
            packed.writeBytes(frame);
        }
        return packed.toByteArray();
    }

    private static byte[] xzInBlocks(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(packed, new LZMA2Options(1))) {
            for (int at = 0; at < bytes.length; at += XZ_BLOCK) {
                out.write(bytes, at, Math.min(XZ_BLOCK, bytes.length - at));
                out.endBlock();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    @FunctionalInterface
    private interface Compressor {
        OutputStream open(OutputStream out) throws IOException;
    }

    private static byte[] compressed(byte[] bytes, Compressor compressor) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = compressor.open(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    static List<String> fixtures() {
        return DiskFixtures.names(DiskFixtures.folder());
    }

    static Stream<Arguments> fixturesPacked() {
        return fixtures().stream()
                .flatMap(
                        name ->
                                Stream.of("3 gzip", "3 none", "4 gzip", "4 none")
                                        .map(how -> Arguments.of(name, how)));
    }

    @ParameterizedTest
    @MethodSource("fixturesPacked")
    void aDiskInsideHoldsTheFilesOfItsImage(String name, String how)
            throws IOException, FatalException {
        assertHoldsTheSame(DiskFixtures.image(name), how);
    }

    @Test
    void soDoE2fsprogsOwnTestImages() throws IOException, FatalException {
        for (String property : List.of("lifeboat.disk-images", "lifeboat.disk-images-rescue")) {
            String folder = System.getProperty(property, "");
            assumeTrue(!folder.isBlank());
            for (String name : DiskFixtures.names(Path.of(folder))) {
                assertHoldsTheSame(DiskFixtures.image(Path.of(folder), name), "3 gzip");
            }
        }
    }

    /** Whether none of its files is locked. */
    private static boolean isReadable(byte[] image) throws IOException {
        try {
            DiskFixtures.actual(Ext4.open(new MemorySource(image)));
            return true;
        } catch (ProblemException locked) {
            return !(locked.problem() instanceof DiskProblem.Locked);
        }
    }

    private static void assertHoldsTheSame(byte[] image, String how)
            throws IOException, FatalException {
        try (Opened inside = Opened.of(packed(DiskBackup.of(image), how))) {
            Ext4 there = Ext4.open(inside.disk());
            if (isReadable(image)) {
                assertThat(DiskFixtures.actual(there))
                        .isNotEmpty()
                        .isEqualTo(DiskFixtures.actual(Ext4.open(new MemorySource(image))));
            }
            assertThat(inside.disk().size()).isEqualTo(image.length);
            assertThat(read(inside.disk(), 0, image.length)).isEqualTo(image);
            assertThat(inside.disk().problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3 gzip, 10000",
        "4 none, 10000",
        "4 gzip, 1000",
        "3 none, 1000",
        "3 plain gzip, 1000",
        "3 plain none, 1000",
        "2, 60",
        "2 plain, 60",
        "3 bzip, 200",
        "4 bzip, 60",
        "4 xz, 60",
        "3 xz blocks, 200",
        "4 xz blocks, 200",
        "3 pzstd, 200",
        "4 pzstd, 200"
    })
    void readsAtAnyPlaceGiveWhatIsThere(String how, int reads) throws IOException, FatalException {
        byte[] image = DiskBackup.image(7, 5 << 20);
        Random random = new Random(8);
        BackupBuilder backup = how.startsWith("2") ? withoutHoles(image) : DiskBackup.of(image);
        try (Opened inside = Opened.of(packed(backup.chunkSize(600_000), how))) {
            for (int i = 0; i < reads; i++) {
                int at = random.nextInt(image.length - 4096);
                assertThat(read(inside.disk(), at, 4096))
                        .isEqualTo(Arrays.copyOfRange(image, at, at + 4096));
            }
            assertThat(inside.disk().problems()).isEmpty();
        }
    }

    private static BackupBuilder withoutHoles(byte[] image) {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", image);
        return backup;
    }

    @Test
    void severalThreadsReadTheSameDisk() throws Exception {
        byte[] image = DiskBackup.image(7, 3 << 20);
        try (Opened inside = Opened.of(packed(DiskBackup.of(image), "3 gzip"))) {
            List<Throwable> failures = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                Random random = new Random(seed);
                threads.add(
                        Thread.ofPlatform()
                                .start(
                                        () -> {
                                            try {
                                                for (int i = 0; i < 300; i++) {
                                                    int at = random.nextInt(image.length - 9000);
                                                    assertThat(read(inside.disk(), at, 9000))
                                                            .isEqualTo(
                                                                    Arrays.copyOfRange(
                                                                            image, at, at + 9000));
                                                }
                                            } catch (Throwable failed) {
                                                synchronized (failures) {
                                                    failures.add(failed);
                                                }
                                            }
                                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void readingGoesOnlyAsFarAsIsAskedForAndNeverFromTheStartAgain() throws Exception {
        byte[] fixture = DiskFixtures.image("ext4-4k");
        byte[] image = Arrays.copyOf(fixture, fixture.length + (48 << 20));
        byte[] behind = BackupBuilder.random(5, image.length - fixture.length);
        System.arraycopy(behind, 0, image, fixture.length, behind.length);
        BackupBuilder backup = DiskBackup.of(image).chunkSize(4 << 20).seal();
        try (Opened inside =
                Opened.of(
                        FakeSource.of(backup.bytes()),
                        backup.typed(),
                        Optional.empty(),
                        InsideDisk.Bounds.USUAL)) {
            Ext4 files = Ext4.open(inside.disk());
            assertThat(
                            files.list(files.root(new Cancellation()), 1000, new Cancellation())
                                    .entries())
                    .isNotEmpty();
            long firstFolder = inside.disk().decodedBytes();
            assertThat(firstFolder).isPositive().isLessThan(fixture.length + AHEAD);
            assertThat(inside.disk().loadedChunks()).isLessThan(5);

            int end = image.length - (1 << 20);
            assertThat(read(inside.disk(), end, 1 << 20))
                    .isEqualTo(Arrays.copyOfRange(image, end, image.length));
            long once = inside.disk().decodedBytes();
            assertThat(once).isLessThan(image.length + AHEAD);

            int middle = fixture.length + (30 << 20);
            assertThat(read(inside.disk(), middle, 1 << 20))
                    .isEqualTo(Arrays.copyOfRange(image, middle, middle + (1 << 20)));
            assertThat(inside.disk().decodedBytes() - once)
                    .isPositive()
                    .isLessThan(InsideDisk.Bounds.USUAL.spacing() + AHEAD);
        }
    }

    @ParameterizedTest
    @CsvSource({"3 gzip", "3 bzip"})
    void whatIsReadInSequenceAgainIsDecodedBySeveralThreadsAndIsTheSame(String how)
            throws Exception {
        byte[] image = DiskBackup.image(7, 20 << 20);
        BackupBuilder backup = packed(DiskBackup.of(image).chunkSize(1 << 20), how);
        InsideDisk.Bounds bounds = new InsideDisk.Bounds(1 << 20, 4 << 20, 256 << 10, 64 << 10);
        boolean isBySeveral = false;
        try (Opened inside =
                Opened.of(
                        FakeSource.of(backup.bytes()), backup.typed(), Optional.empty(), bounds)) {
            assertThat(inside.disk().readToEnd(Watch.NOBODY)).isTrue();
            int piece = 64 << 10;
            for (int at = 0; at < image.length; at += piece) {
                assertThat(read(inside.disk(), at, piece))
                        .isEqualTo(Arrays.copyOfRange(image, at, at + piece));
                isBySeveral |=
                        Thread.getAllStackTraces().keySet().stream()
                                .anyMatch(thread -> thread.getName().startsWith("span-"));
            }
            assertThat(inside.disk().problems()).isEmpty();
        }
        assertThat(isBySeveral).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 bzip", "3 pzstd"})
    void onlyTheBlocksOrFramesAroundAPlaceAreDecodedAgain(String how) throws Exception {
        byte[] image = BackupBuilder.random(5, 4 << 20);
        try (Opened inside = Opened.of(packed(DiskBackup.of(image), how))) {
            assertThat(inside.disk().readToEnd(Watch.NOBODY)).isTrue();
            long once = inside.disk().decodedBytes();
            int middle = 2 << 20;
            assertThat(read(inside.disk(), middle, 4096))
                    .isEqualTo(Arrays.copyOfRange(image, middle, middle + 4096));
            assertThat(inside.disk().decodedBytes() - once).isPositive().isLessThan(1_100_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"3 xz blocks", "4 xz blocks"})
    void ofXzInBlocksOnlyOneIsDecodedForAPlaceAndDamageCostsOne(String how) throws Exception {
        byte[] image = BackupBuilder.random(5, 4 << 20);
        BackupBuilder backup = packed(DiskBackup.of(image).chunkSize(600_000), how);
        try (Opened inside = Opened.of(backup)) {
            long once = inside.disk().decodedBytes();
            int end = image.length - 5_000;
            assertThat(read(inside.disk(), end, 4096))
                    .isEqualTo(Arrays.copyOfRange(image, end, end + 4096));
            assertThat(inside.disk().decodedBytes() - once).isPositive().isLessThan(2 * XZ_BLOCK);
            assertThat(inside.disk().loadedChunks()).isLessThan(5);
        }
        String name = backup.parts().get(backup.parts().size() - 4).name();
        backup.flip(name);
        try (Opened inside = Opened.of(backup)) {
            byte[] known = new byte[image.length];
            inside.disk().readKnown(0, ByteBuffer.wrap(known));
            long lost = 0;
            for (long at = 0; at < image.length; ) {
                Stretch next = inside.disk().stretch(at, image.length - at);
                if (next.state() == FileState.WHOLE) {
                    assertThat(Arrays.copyOfRange(known, (int) at, (int) (at + next.length())))
                            .isEqualTo(
                                    Arrays.copyOfRange(
                                            image, (int) at, (int) (at + next.length())));
                } else {
                    assertThat(next.state()).isEqualTo(FileState.DAMAGED);
                    lost += next.length();
                }
                at += next.length();
            }
            assertThat(lost).isBetween(500_000L, 600_000L + 2 * XZ_BLOCK);
            assertThat(inside.disk().problems()).containsExactly(new ChunkProblem.Failed(name));
        }
    }

    @Test
    void aDiskThatWasLookedIntoStaysOpen() throws IOException, FatalException {
        BackupBuilder backup = packed(DiskBackup.of(DiskBackup.image(1, 1 << 20)), "3 gzip");
        try (Opened inside = Opened.of(backup)) {
            VmContents vm = inside.backup().vms().getFirst();
            DiskChoice.Chosen chosen = (DiskChoice.Chosen) DiskChoice.of(vm, Optional.empty());
            assertThat(inside.disks().open(chosen, Watch.NOBODY)).containsSame(inside.disk());
        }
    }

    @ParameterizedTest
    @CsvSource({"3 gzip", "4 gzip", "3 none"})
    void aTemplatesSystemIsReadInItsFolder(String how) throws IOException, FatalException {
        byte[] image = DiskBackup.image(3, 1 << 20);
        byte[] other = DiskBackup.image(4, 1 << 20);
        BackupBuilder backup = new BackupBuilder();
        VmBuilder vm = backup.vm("debian-8", "QubesTemplateVm", "vm-templates/debian-8");
        HostileTar tar = new HostileTar().folder(vm.folder() + "/");
        tar.raw(DiskBackup.unfinished(vm.folder() + "/private.img", other));
        tar.raw(DiskBackup.unfinished(vm.folder() + "/root.img", image));
        vm.tar(".", tar.finished());
        packed(backup, how);
        try (Opened inside = Opened.of(backup)) {
            assertThat(read(inside.disk(), 0, image.length)).isEqualTo(image);
        }
        try (Opened inside = Opened.of(backup, Optional.of("private.img"))) {
            assertThat(read(inside.disk(), 0, other.length)).isEqualTo(other);
        }
    }

    @Test
    void whatBelongsToAnotherVmIsNotRead() {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work")
                .tar("private.img", DiskBackup.tar("vm6/private.img", DiskBackup.image(1, 9999)));
        assertThatThrownBy(() -> Opened.of(backup.seal()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problem())
                                        .isInstanceOf(MemberProblem.Foreign.class));
    }

    @ParameterizedTest
    @CsvSource({"3 gzip", "4 gzip"})
    void behindADamagedChunkACompressedDiskIsLostAndBeforeItNothing(String how)
            throws IOException, FatalException {
        byte[] image = DiskBackup.image(7, 4 << 20);
        BackupBuilder backup = packed(DiskBackup.of(image).chunkSize(300_000), how);
        String name = backup.parts().get(backup.parts().size() - 3).name();
        backup.flip(name);
        try (Opened inside = Opened.of(backup)) {
            long lostFrom = assertSameUpToDamage(inside.disk(), image);
            assertThat(lostFrom).isBetween((long) image.length / 4, image.length - 300_000L);
            assertThat(inside.disk().problems()).containsExactly(new ChunkProblem.Failed(name));
            assertThat(states(inside.disk(), lostFrom, image.length))
                    .contains(FileState.DAMAGED)
                    .doesNotContain(FileState.DOUBTFUL);
        }
    }

    /** Where the first lost byte is. */
    private static long assertSameUpToDamage(InsideDisk disk, byte[] image) throws IOException {
        byte[] known = new byte[image.length];
        disk.readKnown(0, ByteBuffer.wrap(known));
        long whole = 0;
        while (whole < image.length) {
            Stretch next = disk.stretch(whole, image.length - whole);
            if (next.state() == FileState.DAMAGED) {
                break;
            }
            assertThat(next.state()).isEqualTo(FileState.WHOLE);
            whole += next.length();
        }
        int end = (int) whole;
        assertThat(Arrays.copyOf(known, end)).isEqualTo(Arrays.copyOf(image, end));
        assertThatThrownBy(() -> read(disk, end, 1))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        lost -> assertThat(lost.problem()).isInstanceOf(DiskProblem.Lost.class));
        return whole;
    }

    private static List<FileState> states(InsideDisk disk, long from, long to) {
        List<FileState> states = new ArrayList<>();
        for (long at = from; at < to; ) {
            Stretch next = disk.stretch(at, to - at);
            states.add(next.state());
            at += next.length();
        }
        return states;
    }

    @ParameterizedTest
    @CsvSource({
        "3 none, true",
        "3 none, false",
        "4 none, true",
        "4 none, false",
        "3 plain none, true"
    })
    void withoutCompressionADamagedOrMissingChunkCostsWhatItHeld(String how, boolean isMissing)
            throws IOException, FatalException {
        byte[] image = BackupBuilder.random(9, 1 << 20);
        int chunk = 100_000;
        BackupBuilder backup = packed(DiskBackup.of(image).chunkSize(chunk), how);
        String name = "vm5/private.img.004" + (how.contains("4") ? ".enc" : "");
        if (isMissing) {
            backup.drop(name);
        } else {
            backup.flip(name);
        }
        try (Opened inside = Opened.of(backup)) {
            byte[] known = new byte[image.length];
            // From behind, so that what is behind the damage is come to first.
            for (int at = image.length - 4096; at >= 0; at -= 4096) {
                inside.disk().readKnown(at, ByteBuffer.wrap(known, at, 4096));
            }
            int lost = 0;
            for (int at = 0; at < image.length; ) {
                Stretch next = inside.disk().stretch(at, image.length - at);
                if (next.state() == FileState.DAMAGED) {
                    lost += (int) next.length();
                    Arrays.fill(image, at, at + (int) next.length(), (byte) 0);
                }
                at += (int) next.length();
            }
            assertThat(lost).isBetween(chunk, chunk + 64);
            assertThat(known).isEqualTo(image);
            assertThat(inside.disk().problems()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"3 gzip", "3 none", "3 plain none"})
    void whereAuthenticChunksAreOfUnequalSizeEveryByteIsInItsPlaceAllTheSame(String how)
            throws IOException, FatalException {
        byte[] image = DiskBackup.image(7, 2 << 20);
        BackupBuilder backup = packed(DiskBackup.of(image).chunkSize(100_000), how);
        int moved = 1000;
        byte[] second = backup.part("vm5/private.img.001").bytes();
        byte[] tail = Arrays.copyOfRange(second, second.length - moved, second.length);
        backup.editAuthentic(
                "vm5/private.img.001", bytes -> Arrays.copyOf(bytes, bytes.length - moved));
        backup.editAuthentic(
                "vm5/private.img.002",
                bytes -> {
                    byte[] longer = Arrays.copyOf(tail, moved + bytes.length);
                    System.arraycopy(bytes, 0, longer, moved, bytes.length);
                    return longer;
                });
        try (Opened inside = Opened.of(backup)) {
            assertThat(read(inside.disk(), 0, image.length)).isEqualTo(image);
            int at = image.length / 2;
            assertThat(read(inside.disk(), at, 4096))
                    .isEqualTo(Arrays.copyOfRange(image, at, at + 4096));
            assertThat(inside.disk().problems()).isEmpty();
        }
    }

    @Test
    void aDiskWithHolesIsWholeAsLongAsNoDamageIsMet() throws IOException, FatalException {
        byte[] image = DiskFixtures.image("ext4-4k");
        BackupBuilder backup = packed(DiskBackup.of(image).chunkSize(100_000), "3 none");
        try (Opened inside = Opened.of(backup)) {
            Ext4 files = Ext4.open(inside.disk());
            assertThat(inside.disk().isSettled()).isFalse();
            assertThat(files.isSalvaged()).isFalse();
            assertThat(inside.disk().readToEnd(Watch.NOBODY)).isTrue();
            assertThat(inside.disk().isSettled()).isTrue();
            assertThat(files.isSalvaged()).isFalse();
        }
    }

    @Test
    void aDiskThatWasOpenedBeforeDamageWasMetIsSalvagedBehindIt()
            throws IOException, FatalException {
        byte[] image = DiskFixtures.image("ext4-4k");
        BackupBuilder backup = packed(DiskBackup.of(image).chunkSize(100_000), "3 none");
        backup.flip(backup.lastOf("vm5/private.img").name());
        try (Opened inside = Opened.of(backup)) {
            Ext4 files = Ext4.open(inside.disk());
            assertThat(files.isSalvaged()).isFalse();
            assertThat(inside.disk().readToEnd(Watch.NOBODY)).isFalse();
            assertThat(inside.disk().isSettled()).isFalse();
            assertThat(files.isSalvaged()).isTrue();
        }
    }

    @Test
    void aDiskWhoseFirstChunkIsDamagedIsNotOpened() {
        BackupBuilder backup =
                packed(DiskBackup.of(DiskBackup.image(1, 1 << 20)), "3 gzip")
                        .flip("vm5/private.img.000");
        assertThatThrownBy(() -> Opened.of(backup))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problem())
                                        .isEqualTo(new ChunkProblem.Failed("vm5/private.img.000")));
    }

    @Test
    void whereTheStreamMakesNoSenseAllIsDoubtful() throws IOException, FatalException {
        byte[] image = DiskBackup.image(7, 3 << 20);
        BackupBuilder backup =
                new BackupBuilder()
                        .chunkSize(200_000)
                        .compressor(
                                "gzip",
                                tar -> {
                                    byte[] packed = BackupBuilder.gzip(tar);
                                    if (tar.length > image.length / 2) {
                                        packed[packed.length - 6] ^= 1;
                                    }
                                    return packed;
                                });
        backup.vm("work").tar("private.img", DiskBackup.tar("vm5/private.img", image));
        backup.plain().seal();
        try (Opened inside = Opened.of(backup)) {
            inside.disk().readKnown(0, ByteBuffer.allocate(image.length));
            assertThat(inside.disk().problems())
                    .containsExactly(new StreamProblem.CompressionDamaged("gzip"));
            assertThat(states(inside.disk(), 0, image.length)).contains(FileState.DOUBTFUL);
        }
    }

    @Test
    void aFileThatChangesAfterItWasAuthenticatedIsNoticed() throws IOException, FatalException {
        byte[] image = BackupBuilder.random(3, 4 << 20);
        BackupBuilder backup = packed(DiskBackup.of(image).chunkSize(400_000), "3 plain none");
        byte[] bytes = backup.bytes();
        AtomicBoolean isChanged = new AtomicBoolean();
        Source changing =
                new Changing(
                        FakeSource.of(bytes), backup.dataOffset("vm5/private.img.001"), isChanged);
        try (Opened inside = Opened.of(changing, backup.typed(), Optional.empty(), SMALL)) {
            assertThat(read(inside.disk(), 0, image.length)).isEqualTo(image);
            isChanged.set(true);
            byte[] known = new byte[image.length];
            inside.disk().readKnown(0, ByteBuffer.wrap(known));
            assertThat(inside.disk().problems())
                    .containsExactly(new ChunkProblem.Failed("vm5/private.img.001"));
            assertThat(states(inside.disk(), 0, image.length)).contains(FileState.DAMAGED);
        }
    }

    /** One byte of it is another one from some time on. */
    private record Changing(FakeSource source, long position, AtomicBoolean isChanged)
            implements Source {
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
            int start = into.position();
            int length = into.remaining();
            source.read(at, into);
            if (isChanged.get() && position >= at && position < at + length) {
                int index = start + (int) (position - at);
                into.put(index, (byte) (into.get(index) ^ 1));
            }
        }

        @Override
        public void readAgain(long at, ByteBuffer into) throws IOException {
            read(at, into);
        }
    }

    @Test
    void whoWaitsForADriveCanStopToWait() throws Exception {
        byte[] image = BackupBuilder.random(3, 2 << 20);
        BackupBuilder backup = packed(DiskBackup.of(image).chunkSize(400_000), "3 gzip");
        CountDownLatch released = new CountDownLatch(1);
        OuterEntry stuck =
                BackupBuilder.entries(backup.bytes()).stream()
                        .filter(entry -> entry.name().equals("vm5/private.img.003"))
                        .findFirst()
                        .get();
        Source slow = new Stuck(FakeSource.of(backup.bytes()), stuck.offset(), released);
        try (Opened inside = Opened.of(slow, backup.typed(), Optional.empty(), SMALL)) {
            BlockSource watched =
                    inside.disk()
                            .watchedBy(
                                    (stage, fraction) -> {
                                        throw new CancellationException();
                                    });
            assertThatThrownBy(() -> read(watched, image.length - 4096, 4096))
                    .isInstanceOf(CancellationException.class);
            released.countDown();
            assertThat(read(inside.disk(), image.length - 4096, 4096))
                    .isEqualTo(Arrays.copyOfRange(image, image.length - 4096, image.length));
        }
    }

    /** Does not give what lies at one place until it is let go on. */
    private record Stuck(FakeSource source, long position, CountDownLatch released)
            implements Source {
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
            if (at == position) {
                try {
                    released.await();
                } catch (InterruptedException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
            source.read(at, into);
        }

        @Override
        public void readAgain(long at, ByteBuffer into) throws IOException {
            read(at, into);
        }
    }
}
