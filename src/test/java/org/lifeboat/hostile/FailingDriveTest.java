package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.archive.Source;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestoreEngine;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.ReportTexts;
import org.lifeboat.testing.Restores;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Drives with sectors that cannot be read, and drives that hang. */
@Timeout(60)
class FailingDriveTest {

    private static final int SECTOR = 4096;

    @TempDir private Path folder;

    private final BackupBuilder backup = new BackupBuilder().chunkSize(100_000);

    FailingDriveTest() {
        backup.vm("work").file("private.img", random(1, 350_000));
        backup.vm("vault").file("private.img", random(3, 300_000));
        backup.seal();
    }

    /** A read. */
    private record Read(long from, long to) {}

    /** A drive that does not give some sectors. */
    private static class Drive implements Source {
        private final byte[] bytes;
        private final List<Long> badSectors;
        private final List<Read> reads = new ArrayList<>();

        Drive(byte[] bytes, List<Long> badSectors) {
            this.bytes = bytes;
            this.badSectors = badSectors;
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
            synchronized (reads) {
                reads.add(new Read(position, position + length));
            }
            for (long sector : badSectors) {
                if (position < (sector + 1) * SECTOR && position + length > sector * SECTOR) {
                    throw new IOException("Input/output error");
                }
            }
            into.put(bytes, (int) position, length);
        }

        @Override
        public void readAgain(long position, ByteBuffer into) throws IOException {
            read(position, into);
        }
    }

    private long sectorIn(String part, int at) {
        return (backup.dataOffset(part) + at) / SECTOR;
    }

    private RestoreReport restore(List<Source> sources, Cancellation cancellation)
            throws Exception {
        try (Passphrase passphrase = Passphrase.ofCharacters(backup.typed().toCharArray());
                OpenBackup open = OpenBackup.open(sources, List.of(passphrase), cancellation)) {
            return new RestoreEngine(
                            RestorePlan.restore(
                                    open, Restores.inBackup(open), folder.resolve("restored")),
                            cancellation)
                    .run();
        }
    }

    private static List<ChunkResult> chunks(RestoreReport report, int vm) {
        return report.vms().get(vm).archives().getFirst().chunks();
    }

    @Test
    void aPartWithUnreadableSectorsIsDamagedAndTheRestOfItIsRead() throws Exception {
        Drive drive =
                new Drive(
                        backup.bytes(),
                        List.of(
                                sectorIn("vm5/private.img.001", 20_000),
                                sectorIn("vm5/private.img.001", 60_000)));
        RestoreReport report = restore(List.of(drive), new Cancellation());
        assertThat(report.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(report.vms().getLast().verdict()).isEqualTo(Verdict.OK);
        Optional<Problem> problem = chunks(report, 0).get(1).problem();
        assertThat(problem)
                .containsInstanceOf(ChunkProblem.PartlyUnreadable.class)
                .hasValueSatisfying(
                        partly ->
                                assertThat(((ChunkProblem.PartlyUnreadable) partly).missing())
                                        .isEqualTo(new ByteCount(2L * SECTOR)));
        assertThat(chunks(report, 0).get(1).computedHmac()).isNotEmpty();
        assertThat(ReportTexts.json(report))
                .contains("GNU ddrescue", "does not give 8.2 kB of the part")
                .doesNotContain("Input/output");
    }

    /** Failing drives fail more while somebody insists. */
    @Test
    void allThatIsHealthyIsReadBeforeTheSectorsAroundABadOne() throws Exception {
        Drive drive = new Drive(backup.bytes(), List.of(sectorIn("vm5/private.img.001", 20_000)));
        restore(List.of(drive), new Cancellation());
        long start = backup.dataOffset("vm5/private.img.001");
        long last = backup.dataOffset("vm6/private.img.002");
        int firstSector = -1;
        int lastHealthy = -1;
        for (int i = 0; i < drive.reads.size(); i++) {
            Read read = drive.reads.get(i);
            boolean isSector = read.to() - read.from() <= SECTOR && read.from() > start;
            if (firstSector < 0 && isSector && read.to() < start + 100_000) {
                firstSector = i;
            }
            if (lastHealthy < 0 && read.from() == last && read.to() - read.from() > SECTOR) {
                lastHealthy = i;
            }
        }
        assertThat(lastHealthy).isPositive();
        assertThat(firstSector).isGreaterThan(lastHealthy);
    }

    @Test
    void manyArchivesWithBadSectorsWaitForOneAnother() throws Exception {
        BackupBuilder many = new BackupBuilder().chunkSize(20_000);
        for (int i = 0; i < 12; i++) {
            many.vm("vm" + i).file("private.img", random(i, 50_000));
        }
        many.seal();
        List<Long> bad = new ArrayList<>();
        for (int i = 0; i < 12; i += 2) {
            bad.add((long) (many.dataOffset("vm" + (5 + i) + "/private.img.001") + 9_000) / SECTOR);
        }
        Drive drive = new Drive(many.bytes(), bad);
        RestoreReport report = restore(List.of(drive), new Cancellation());
        assertThat(report.vms().stream().filter(vm -> vm.verdict() == Verdict.OK)).hasSize(6);
        assertThat(report.vms().stream().filter(vm -> vm.verdict() == Verdict.DAMAGED)).hasSize(6);
    }

    @Test
    void unreadableSectorsOfOneCopyAreTakenFromTheOtherThoughThatIsBadElsewhere() throws Exception {
        byte[] other = backup.bytes();
        int offset = backup.dataOffset("vm5/private.img.001");
        other[offset + 60_000] ^= 1;
        Drive drive = new Drive(backup.bytes(), List.of(sectorIn("vm5/private.img.001", 20_000)));
        RestoreReport report =
                restore(List.of(drive, new Drive(other, List.of())), new Cancellation());
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(chunks(report, 0).get(1).from()).contains("drive");
        assertThat(folder.resolve("restored/work/private.img"))
                .hasBinaryContent(backup.files().get("work/private.img"));
    }

    @Test
    void aDriveThatHangsDoesNotKeepARunFromBeingStopped() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        long start = backup.dataOffset("vm5/private.img.001");
        Drive drive =
                new Drive(backup.bytes(), List.of()) {
                    @Override
                    public void read(long position, ByteBuffer into) throws IOException {
                        if (position == start && into.remaining() > SECTOR) {
                            hanging.countDown();
                            waitFor(never);
                        }
                        super.read(position, into);
                    }
                };
        Cancellation cancellation = new Cancellation();
        Thread.startVirtualThread(
                () -> {
                    waitFor(hanging);
                    cancellation.request();
                });
        RestoreReport report = restore(List.of(drive), cancellation);
        assertThat(report.verdict()).isEqualTo(Verdict.CANCELLED);
        never.countDown();
    }

    /** As a read in the kernel does, it heeds no interrupt. */
    private static void waitFor(CountDownLatch latch) {
        boolean isOver = false;
        while (!isOver) {
            try {
                latch.await();
                isOver = true;
            } catch (InterruptedException heedless) {
                // On.
            }
        }
    }
}
