package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.ChunkState;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.Progress;
import org.lifeboat.restore.RestoreEngine;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.RealBackup;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.ScryptSeal;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Cancellation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A real backup of format 4 in which one key takes minutes, and nobody who waits for it. */
@Timeout(30)
class CancelledDerivationTest {

    private static final String BACKUP = "format4/r4-gzip";

    @TempDir private Path folder;

    private static void await(Progress progress, int chunk) throws InterruptedException {
        while (progress.state(chunk) != ChunkState.DERIVING || progress.fraction(chunk) == 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm5/private.img.000.enc", "vm5/private.img.002.enc"})
    void theWishEndsTheDerivationAndNothingLooksWhole(String slow) throws Exception {
        BackupBuilder backup = RealBackup.of(BACKUP, folder);
        backup.edit(slow, part -> part.withBytes(ScryptSeal.slow()));
        Path file = backup.write(folder.resolve("backup"));
        Path destination = folder.resolve("restored");
        try (Passphrase passphrase = TestData.passphrase(backup.typed());
                OpenBackup open = OpenBackup.open(file, passphrase)) {
            Cancellation cancellation = new Cancellation();
            RestoreEngine engine =
                    new RestoreEngine(
                            RestorePlan.restore(open, Restores.inBackup(open), destination),
                            cancellation);
            CompletableFuture<RestoreReport> run =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return engine.run();
                                } catch (Exception failed) {
                                    throw new CompletionException(failed);
                                }
                            });
            await(engine.progress(), chunk(engine.progress(), slow));
            cancellation.request();
            RestoreReport report = run.get();
            assertThat(report.verdict()).isEqualTo(Verdict.CANCELLED);
            assertThat(chunks(report)).noneMatch(CancelledDerivationTest::isFailed);
        }
        assertThat(destination.resolve("work/private.img")).doesNotExist();
        for (Path left : files(destination)) {
            String name = destination.relativize(left).toString();
            if (!name.contains(".incomplete") && !name.startsWith(".lifeboat-unfinished")) {
                assertThat(left).hasBinaryContent(backup.files().get(name));
            }
        }
    }

    private static int chunk(Progress progress, String name) {
        return IntStream.range(0, progress.count())
                .filter(i -> progress.chunks().get(i).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<ChunkResult> chunks(RestoreReport report) {
        return report.vms().stream()
                .flatMap(vm -> vm.archives().stream())
                .flatMap(archive -> archive.chunks().stream())
                .toList();
    }

    private static boolean isFailed(ChunkResult chunk) {
        return chunk.verdict() == ChunkVerdict.FAILED;
    }

    private static List<Path> files(Path folder) throws Exception {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    /** Is requested while the key is derived: nothing else asks this often. */
    private static final class InTheMiddle extends Cancellation {
        private static final int LOOKS_BEFORE = 20;
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public boolean isRequested() {
            return looks.incrementAndGet() > LOOKS_BEFORE;
        }
    }

    @Test
    void thePassphrasesCheckEndsWhenItIsNotWantedAnyMore() throws Exception {
        BackupBuilder backup = RealBackup.of(BACKUP, folder);
        String slow = new String(ScryptSeal.slow(), StandardCharsets.ISO_8859_1);
        backup.edit("backup-header", part -> part.withHmac(slow));
        Path file = backup.write(folder.resolve("backup"));
        InTheMiddle stop = new InTheMiddle();
        try (Passphrase passphrase = TestData.passphrase(backup.typed())) {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> OpenBackup.open(file, List.of(passphrase), stop));
        }
        assertThat(stop.looks).hasValue(InTheMiddle.LOOKS_BEFORE + 1);
    }
}
