package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.MapFile;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Stretch;
import org.lifeboat.problem.FatalException;
import org.lifeboat.restore.inside.InsideDisk;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.FakeSource;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A disk that is read inside a damaged backup, against what a restore made of it. */
final class InsideAgainstImage {

    /** So small that disks of a few megabytes do not fit into any memory. */
    private static final InsideDisk.Bounds SMALL =
            new InsideDisk.Bounds(64 << 10, 256 << 10, 256 << 10, 64 << 10);

    /** Bytes before a damage that depend on how much of a cipher is read at once. */
    private static final int EDGE = 64;

    private static final int LONGEST_WAIT_MILLIS = 600;
    private static final int PLACES = 300;
    private static final int BLOCK = 4096;

    private InsideAgainstImage() {}

    /**
     * The same bytes, and the same said of them, but for an edge.
     *
     * @param image that was restored, with its map beside it
     */
    static void assertSame(BackupBuilder backup, Path image) throws IOException {
        try (OpenBackup open =
                        OpenBackup.open(
                                FakeSource.of(backup.bytes()),
                                TestData.passphrase(backup.typed()));
                DisksInside disks = new DisksInside(open, 512 << 10, SMALL)) {
            VmContents vm =
                    open.vms().stream().filter(VmContents::isInBackup).findFirst().orElseThrow();
            DiskChoice.Chosen chosen = (DiskChoice.Chosen) DiskChoice.of(vm, Optional.empty());
            InsideDisk disk = disks.open(chosen, Watch.NOBODY).orElseThrow();
            byte[] restored = Files.readAllBytes(image);
            int size = restored.length;
            for (int millis = 1; millis < LONGEST_WAIT_MILLIS; millis *= 2) {
                giveUp(disk, millis);
            }
            disk.readToEnd(Watch.NOBODY);
            byte[] known = new byte[size];
            disk.readKnown(0, ByteBuffer.wrap(known));
            DamageMap map =
                    MapFile.read(image.resolveSibling(image.getFileName() + MapFile.SUFFIX), size);
            for (long at = 0; at < size; ) {
                Stretch inside = disk.stretch(at, size - at);
                DamageMap.Region region = map.region(at);
                long end = Math.min(at + inside.length(), region.end());
                int from = (int) at;
                if (inside.state() != region.trust().fileState()) {
                    assertThat(end - at).as("%d to %d", at, end).isLessThan(EDGE);
                    at = end;
                    continue;
                }
                assertThat(
                                Arrays.mismatch(
                                        Arrays.copyOfRange(known, from, (int) end),
                                        Arrays.copyOfRange(restored, from, (int) end)))
                        .as("%d to %d", at, end)
                        .isEqualTo(-1);
                at = end;
            }
            assertPlacesAreTheSame(disk, known);
        } catch (FatalException notOpened) {
            throw new IOException(notOpened);
        }
    }

    /** Whoever gives up in the midst of it leaves nothing behind that others would see. */
    private static void giveUp(InsideDisk disk, int millis) throws IOException {
        Thread reader = Thread.currentThread();
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            timer.schedule(reader::interrupt, millis, TimeUnit.MILLISECONDS);
            disk.readToEnd(Watch.NOBODY);
        } catch (CancellationException wished) {
            // As it should.
        } finally {
            Thread.interrupted();
        }
    }

    /** Here and there, so that it is entered at checkpoints. */
    private static void assertPlacesAreTheSame(BlockSource disk, byte[] known) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < PLACES; i++) {
            int from = random.nextInt(known.length - BLOCK);
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            disk.readKnown(from, block);
            assertThat(block.array()).isEqualTo(Arrays.copyOfRange(known, from, from + BLOCK));
        }
    }
}
