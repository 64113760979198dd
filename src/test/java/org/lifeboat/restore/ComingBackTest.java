package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.header.HmacFile;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.testing.TestData;
import org.lifeboat.testing.VmBuilder;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What ended a restore is over: the same command goes on with it, and does little twice. By bytes
 * that are read of the backup.
 */
class ComingBackTest {

    private static final int DISK = 4_000_000;
    private static final int PART = 300_000;
    private static final CheckpointPace PACE = new CheckpointPace(128 << 10, Duration.ofHours(1));

    /**
     * Two times the pace, a block of gzip's, what one write has; the header and the list of VMs.
     */
    private static final long BUFFERS = 2 * PACE.bytes() + (512 << 10) + (64 << 10);

    private static final String LIMITER = "/usr/bin/prlimit";

    @TempDir private Path folder;

    private final byte[] image = BackupBuilder.random(5, DISK);
    private final AtomicLong read = new AtomicLong();
    private Path file;
    private Path destination;

    /** Where each takes part in what is written one byte in the backup. */
    private enum Kind {
        GZIP(BackupBuilder::new),
        PLAIN_TAR(() -> new BackupBuilder().uncompressed()),
        FORMAT_4(() -> new BackupBuilder().format4());

        private final Supplier<BackupBuilder> backup;

        Kind(Supplier<BackupBuilder> backup) {
            this.backup = backup;
        }
    }

    private void make(Kind kind) {
        BackupBuilder backup = kind.backup.get().chunkSize(PART);
        VmBuilder vm = backup.vm("work");
        vm.tar("private.img", DiskBackup.tar(vm.folder() + "/private.img", image));
        file = backup.seal().write(folder.resolve("backup"));
        destination = folder.resolve("restored");
    }

    /** Counts, and does something once so much of the disk was written. */
    private final class Watched implements Source {
        private final byte[] bytes = Files.readAllBytes(file);
        private final Runnable trouble;
        private volatile boolean isTold;
        private volatile boolean isRestoring;
        private volatile boolean isLost;

        private Watched(Runnable trouble) throws IOException {
            this.trouble = trouble;
        }

        @Override
        public String name() {
            return "backup";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            read.addAndGet(into.remaining());
            boolean isOfPart = isRestoring && into.remaining() > HmacFile.MAX_SIZE;
            boolean isFarOn = isOfPart && position > bytes.length * 6L / 10;
            if (isFarOn) {
                // What lies before is written first: reading is far ahead of it.
                await(() -> isTold || written() > DISK / 3);
                trouble();
            }
            if (isLost) {
                throw new IOException("no such device");
            }
            into.put(bytes, (int) position, into.remaining());
        }

        private synchronized void trouble() {
            if (!isTold) {
                isTold = true;
                trouble.run();
            }
        }

        @Override
        public void readAgain(long position, ByteBuffer into) throws IOException {
            read(position, into);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        while (!condition.holds()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private long written() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().contains("private.img"))
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException changing) {
            return 0;
        }
    }

    private RestoreReport run(Watched source, Cancellation cancellation, boolean isToBeGoneOnWith)
            throws Exception {
        try (Passphrase passphrase = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(source, passphrase)) {
            RestoreEngine engine =
                    new RestoreEngine(
                            RestorePlan.restore(open, RestorePlan.everything(open), destination),
                            cancellation,
                            PACE);
            source.isRestoring = true;
            RestoreReport report = engine.run();
            assertThat(engine.canGoOn()).isEqualTo(isToBeGoneOnWith);
            assertThat(engine.begunBefore()).isEqualTo(isToBeGoneOnWith ? 0 : 1);
            return report;
        }
    }

    private void assertThatItGoesOn() throws Exception {
        long before = written();
        assertThat(before).isBetween(DISK / 3L, DISK - 1L);
        read.set(0);
        long size = Files.size(file);
        RestoreReport report = run(new Watched(() -> {}), new Cancellation(), false);
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        // Of random bytes the backup has as many as the disk.
        assertThat(read.get()).isLessThan(size - before + PART + BUFFERS);
        assertThat(Files.readAllBytes(destination.resolve("work/private.img"))).isEqualTo(image);
        try (Stream<Path> all = Files.walk(destination)) {
            assertThat(all.map(path -> destination.relativize(path).toString()))
                    .containsExactlyInAnyOrder("", "work", "work/private.img");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void itWasCancelled(Kind kind) throws Exception {
        make(kind);
        Cancellation cancellation = new Cancellation();
        run(new Watched(cancellation::request), cancellation, true);
        assertThatItGoesOn();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theDriveOfTheBackupIsBack(Kind kind) throws Exception {
        make(kind);
        Watched[] source = new Watched[1];
        source[0] = new Watched(() -> source[0].isLost = true);
        run(source[0], new Cancellation(), true);
        assertThatItGoesOn();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theDriveOfTheDestinationIsBack(Kind kind) throws Exception {
        make(kind);
        Path away = folder.resolve("away");
        run(new Watched(() -> move(destination, away)), new Cancellation(), true);
        assertThat(destination).doesNotExist();
        move(away, destination);
        // What was in work when it went away was written, but nothing could be noted any more.
        RestoreReport report = run(new Watched(() -> {}), new Cancellation(), false);
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(Files.readAllBytes(destination.resolve("work/private.img"))).isEqualTo(image);
        try (Stream<Path> all = Files.walk(destination)) {
            assertThat(all.map(path -> destination.relativize(path).toString()))
                    .containsExactlyInAnyOrder("", "work", "work/private.img");
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** No file may become larger than what was written: as if the drive took no more. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void thereIsRoomAgain(Kind kind) throws Exception {
        assumeThat(Path.of(LIMITER)).exists();
        make(kind);
        Process process =
                new ProcessBuilder(
                                KilledRestores.java(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "-cp",
                                KilledRestores.classPath(),
                                ComingBackTest.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        List<String> said = process.inputReader().readAllLines();
        assertThat(process.waitFor()).as(said.toString()).isZero();
        assertThat(said).anyMatch(line -> line.contains("WriteFailed"));
        assertThatItGoesOn();
    }

    /**
     * @param args the folder that {@link #make} made a backup in
     */
    public static void main(String[] args) throws Exception {
        ComingBackTest test = new ComingBackTest();
        test.folder = Path.of(args[0]);
        test.file = test.folder.resolve("backup");
        test.destination = test.folder.resolve("restored");
        RestoreReport report = test.run(test.new Watched(test::limit), new Cancellation(), true);
        report.vms().forEach(vm -> System.out.println(vm.archives()));
    }

    private void limit() {
        try {
            int failed =
                    new ProcessBuilder(
                                    LIMITER,
                                    "--pid=" + ProcessHandle.current().pid(),
                                    "--fsize=" + written())
                            .inheritIO()
                            .start()
                            .waitFor();
            assertThat(failed).isZero();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
