package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lifeboat.testing.BackupBuilder.random;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.problem.FatalException;
import org.lifeboat.restore.ChunkState;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.Progress;
import org.lifeboat.restore.RestoreEngine;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.ReportTexts;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.TarHeaderBlock;
import org.lifeboat.watch.Cancellation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Drives that fail, or do not give the same bytes twice. */
@Timeout(30)
class ReadingTest {

    @TempDir Path folder;

    private BackupBuilder backup;
    private String chunk;

    /** One of format 3; other formats' tests are this one's with another. */
    BackupBuilder backup() {
        return workAndVault().seal();
    }

    /** A chunk between others of {@code work}'s disk. */
    String chunk() {
        return "vm5/private.img.002";
    }

    @BeforeEach
    void takeABackup() {
        backup = backup();
        chunk = chunk();
    }

    /** A drive with one bad place, which covers one chunk. */
    private static class Drive implements Source {
        private final byte[] bytes;
        private final long badStart;
        private final long badEnd;
        private final AtomicInteger readsOfBadPlace = new AtomicInteger();

        Drive(BackupBuilder backup, String badChunk) {
            this.bytes = backup.bytes();
            this.badStart = backup.dataOffset(badChunk);
            this.badEnd = badStart + backup.part(badChunk).bytes().length;
        }

        @Override
        public String name() {
            return "drive";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            int length = into.remaining();
            int start = into.position();
            into.put(bytes, (int) position, length);
            if (position < badEnd && position + length > badStart) {
                byte[] view = into.array();
                int bad = start + (int) (Math.max(badStart, position) - position);
                badPlace(readsOfBadPlace.incrementAndGet(), view, into.arrayOffset() + bad);
            }
        }

        /**
         * @param time from 1
         * @param at index of the first bad byte
         */
        void badPlace(int time, byte[] read, int at) throws IOException {}

        @Override
        public void readAgain(long position, ByteBuffer into) throws IOException {
            read(position, into);
        }
    }

    @FunctionalInterface
    private interface BadPlace {
        void read(int time, byte[] read, int at) throws IOException;
    }

    private RestoreReport run(BadPlace bad, boolean restore) throws Exception {
        Drive drive =
                new Drive(backup, chunk) {
                    @Override
                    void badPlace(int time, byte[] read, int at) throws IOException {
                        bad.read(time, read, at);
                    }
                };
        return run(drive, restore, new Cancellation());
    }

    private RestoreReport run(Source source, boolean restore, Cancellation cancellation)
            throws IOException, FatalException {
        return run(source, restore, cancellation, _ -> {});
    }

    /**
     * @param look called in another thread while the run goes on
     */
    private RestoreReport run(
            Source source, boolean restore, Cancellation cancellation, Consumer<Progress> look)
            throws IOException, FatalException {
        try (Passphrase passphrase = Passphrase.ofCharacters(backup.typed().toCharArray());
                OpenBackup open = OpenBackup.open(source, passphrase)) {
            RestorePlan plan =
                    restore
                            ? RestorePlan.restore(
                                    open, Restores.inBackup(open), folder.resolve("restored"))
                            : RestorePlan.verify(open, Restores.inBackup(open));
            RestoreEngine engine = new RestoreEngine(plan, cancellation);
            Thread onlooker = Thread.startVirtualThread(() -> look.accept(engine.progress()));
            try {
                return engine.run();
            } finally {
                onlooker.interrupt();
            }
        }
    }

    private static String text(RestoreReport report) {
        return ReportTexts.json(report);
    }

    private static Verdict verdict(RestoreReport report, String vm) {
        return report.vms().stream()
                .filter(result -> result.vm().name().equals(vm))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void aBitThatFlipsOnTheFirstReadIsRecoveredAndTold() throws Exception {
        int before = readsWhileOpening();
        RestoreReport report =
                run((time, read, at) -> read[at] ^= (byte) (time == before + 1 ? 1 : 0), true);
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(text(report)).contains("was only right when it was read a second time");
        assertThat(folder.resolve("restored/work/private.img"))
                .hasBinaryContent(backup.files().get("work/private.img"));
    }

    /** Windows over headers may reach into the bad place. */
    private int readsWhileOpening() throws Exception {
        Drive drive = new Drive(backup, chunk);
        try (Passphrase passphrase = Passphrase.ofCharacters(backup.typed().toCharArray());
                OpenBackup open = OpenBackup.open(drive, passphrase)) {
            assertThat(open.vms()).isNotEmpty();
        }
        return drive.readsOfBadPlace.get();
    }

    /** Whoever asks the system's cache twice gets the same wrong bytes twice. */
    @Test
    void theSecondReadAsksTheMediumItself() throws Exception {
        int before = readsWhileOpening();
        Drive drive =
                new Drive(backup, chunk) {
                    @Override
                    void badPlace(int time, byte[] read, int at) {
                        read[at] ^= (byte) (time > before ? 1 : 0);
                    }

                    @Override
                    public void readAgain(long position, ByteBuffer into) {
                        into.put(backup.bytes(), (int) position, into.remaining());
                    }
                };
        RestoreReport report = run(drive, true, new Cancellation());
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(text(report)).contains("was only right when it was read a second time");
    }

    @Test
    void bytesThatDifferOnEveryReadAreBlamedOnTheDrive() throws Exception {
        RestoreReport report = run((time, read, at) -> read[at] = (byte) time, true);
        assertThat(verdict(report, "work")).isEqualTo(Verdict.DAMAGED);
        assertThat(verdict(report, "vault")).isEqualTo(Verdict.OK);
        assertThat(text(report)).contains("gave different bytes each time it was read");
    }

    @Test
    void theSameWrongBytesTwiceAreDamage() throws Exception {
        RestoreReport report = run((time, read, at) -> read[at] ^= 1, true);
        assertThat(verdict(report, "vault")).isEqualTo(Verdict.OK);
        assertThat(text(report)).contains("read twice, wrong both times");
    }

    /** Were a chunk read again after it was authenticated, other bytes would be in the file. */
    @Test
    void bytesThatWereAuthenticatedAreTheOnesThatAreUsed() throws Exception {
        int before = readsWhileOpening();
        RestoreReport report =
                run(
                        (time, read, at) -> {
                            if (time > before + 1) {
                                read[at] ^= 1;
                            }
                        },
                        true);
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(folder.resolve("restored/work/private.img"))
                .hasBinaryContent(backup.files().get("work/private.img"));
    }

    @Test
    void aPlaceThatCannotBeReadLosesItsArchiveOnly() throws Exception {
        RestoreReport report =
                run(
                        (time, read, at) -> {
                            throw new IOException("Input/output error");
                        },
                        true);
        assertThat(verdict(report, "work")).isEqualTo(Verdict.DAMAGED);
        assertThat(verdict(report, "vault")).isEqualTo(Verdict.OK);
        assertThat(text(report))
                .contains("cannot be read from the drive")
                .doesNotContain("Input/output");
        assertThat(folder.resolve("restored/work/private.img")).doesNotExist();
    }

    @Test
    void aHeaderThatCannotBeReadLosesItsArchiveOnly() throws Exception {
        long header = backup.offset(chunk);
        Drive drive =
                new Drive(backup, chunk) {
                    @Override
                    public void read(long position, ByteBuffer into) throws IOException {
                        if (position <= header && position + into.remaining() > header) {
                            throw new IOException("Input/output error");
                        }
                        super.read(position, into);
                    }
                };
        RestoreReport report = run(drive, true, new Cancellation());
        assertThat(verdict(report, "work")).isEqualTo(Verdict.DAMAGED);
        assertThat(verdict(report, "vault")).isEqualTo(Verdict.OK);
        assertThat(text(report)).contains("“" + chunk.replace(".enc", "") + "” is missing");
    }

    @Test
    void aDriveThatIsGoneIsNotTakenForADamagedOne() {
        Drive drive =
                new Drive(backup, chunk) {
                    @Override
                    public void read(long position, ByteBuffer into) throws IOException {
                        throw new IOException("No such device");
                    }
                };
        assertThatThrownBy(() -> run(drive, true, new Cancellation()))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    @Test
    void aPlaceThatCanBeReadTheSecondTimeIsRecovered() throws Exception {
        int before = readsWhileOpening();
        RestoreReport report =
                run(
                        (time, read, at) -> {
                            if (time == before + 1) {
                                throw new IOException("Input/output error");
                            }
                        },
                        true);
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
    }

    /** What no drive does, but a program's mistake might: it must not pass for a cancellation. */
    @Test
    void anUnexpectedFailureIsTheArchivesAlone() throws Exception {
        int before = readsWhileOpening();
        RestoreReport report =
                run(
                        (time, read, at) -> {
                            if (time > before) {
                                throw new IllegalStateException("secret of the program");
                            }
                        },
                        true);
        assertThat(verdict(report, "work")).isEqualTo(Verdict.DAMAGED);
        assertThat(verdict(report, "vault")).isEqualTo(Verdict.OK);
        assertThat(report.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(text(report)).contains("Something unexpected happened").doesNotContain("secret");
    }

    @Test
    void aWrongPassphraseIsInNoExceptionsText() {
        Drive drive = new Drive(backup, chunk);
        try (Passphrase wrong = Passphrase.ofCharacters("nearly right".toCharArray())) {
            assertThatThrownBy(() -> OpenBackup.open(drive, wrong))
                    .isInstanceOf(FatalException.class)
                    .hasMessageNotContaining("nearly");
            assertThat(wrong.toString()).doesNotContain("nearly");
        }
    }

    @Test
    void aCancelledRunLeavesNothingThatLooksWhole() throws Exception {
        Cancellation cancellation = new Cancellation();
        int before = readsWhileOpening();
        Drive drive =
                new Drive(backup, chunk) {
                    @Override
                    void badPlace(int time, byte[] read, int at) {
                        if (time > before) {
                            cancellation.request();
                        }
                    }
                };
        RestoreReport report = run(drive, true, cancellation);
        assertThat(report.verdict()).isEqualTo(Verdict.CANCELLED);
        assertThat(verdict(report, "work")).isEqualTo(Verdict.CANCELLED);
        assertThat(folder.resolve("restored/work/private.img")).doesNotExist();
        try (Stream<Path> left = Files.walk(folder.resolve("restored"))) {
            assertThat(
                            left.filter(
                                            path ->
                                                    Files.isRegularFile(
                                                            path, LinkOption.NOFOLLOW_LINKS))
                                    .map(folder.resolve("restored")::relativize)
                                    .map(Path::toString))
                    .allMatch(
                            path ->
                                    path.contains(".incomplete")
                                            || path.startsWith(".lifeboat-unfinished")
                                            || backup.files().containsKey(path));
        }
    }

    /** A bomb whose few stored bytes are hours of work: only the wish to stop can end it. */
    @Test
    @Timeout(60)
    void aBombThatIsBeingDecodedCanBeCancelled() throws Exception {
        BackupBuilder bomb = new BackupBuilder().plain().chunkSize(1 << 20);
        bomb.compressor("bzip2", ReadingTest::bzip2);
        bomb.vm("work").file("private.img", random(1, 99));
        bomb.seal().dropAll("vm5/");
        byte[] zeros = bzip2(new byte[64 << 20]);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        TarHeaderBlock header = new TarHeaderBlock("vm5/private.img", '0', 1L << 45);
        stream.writeBytes(bzip2(new HostileTar().header(header).unfinished()));
        while (stream.size() < 100_000) {
            stream.writeBytes(zeros);
        }
        bomb.stored("vm5/private.img", stream.toByteArray());
        backup = bomb;
        Cancellation cancellation = new Cancellation();
        Drive drive = new Drive(bomb, "vm5/private.img.000");
        RestoreReport report =
                run(
                        drive,
                        false,
                        cancellation,
                        progress -> {
                            awaitDecoding(progress);
                            cancellation.request();
                        });
        assertThat(report.verdict()).isEqualTo(Verdict.CANCELLED);
    }

    private static void awaitDecoding(Progress progress) {
        while (!Thread.currentThread().isInterrupted()
                && IntStream.range(0, progress.count())
                        .noneMatch(chunk -> progress.state(chunk) == ChunkState.DECODING)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static byte[] bzip2(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream bzip2 = new BZip2CompressorOutputStream(packed)) {
            bzip2.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    @Test
    void thePassphraseIsNowhereInWhatARunLeaves() throws Exception {
        run(new Drive(backup.flip(chunk), chunk), true, new Cancellation());
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path file : left.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                        .doesNotContain(backup.typed());
            }
        }
    }
}
