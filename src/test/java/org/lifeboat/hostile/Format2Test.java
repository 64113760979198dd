package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Restored;

import java.nio.file.Path;
import java.util.Arrays;

/** Backups of R2's betas: volumes that were damaged or moved, headers that are not there. */
class Format2Test {

    private static final String DISK = "vm5/private.img";
    private static final String FOREIGN = "does not go on where the one before it ended";

    @TempDir private Path folder;

    private final BackupBuilder backup = workAndVault().format2().seal();

    private Restored restored() {
        return Restored.from(backup, folder);
    }

    private static BackupBuilder stored(boolean encrypted, boolean compressed) {
        BackupBuilder built = workAndVault().format2();
        built = encrypted ? built : built.plain();
        return compressed ? built : built.uncompressed();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aWholeBackupIsRestoredWhole(boolean encrypted, boolean compressed) {
        Restored restored =
                Restored.from(stored(encrypted, compressed).seal(), folder).isComplete();
        assertThat(restored.report().get("backup").number("format")).isEqualTo(2);
        assertThat(restored.chunkVerdicts("work", "private.img")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aBackupWithoutAHeaderIsRestoredWhole(boolean encrypted, boolean compressed) {
        BackupBuilder headerless = stored(encrypted, compressed).seal().drop("backup-header");
        Restored.from(headerless, folder).isComplete();
    }

    @Test
    void aHeaderWithoutAVersionIsFormat2() {
        Restored.from(
                        workAndVault()
                                .format2()
                                .rawHeader("encrypted=True\ncompressed=True\n")
                                .seal(),
                        folder)
                .isComplete();
    }

    @Test
    void aFlippedBitEndsItsArchiveOnly() {
        backup.flip(DISK + ".002");
        restored().isDamagedBut("vault").says("“vm5/private.img.002” is damaged or was altered");
    }

    @Test
    void aMissingHmacVouchesForNothing() {
        backup.dropHmac(DISK + ".001");
        restored().isDamagedBut("vault").says("“vm5/private.img.001” has no HMAC");
    }

    @Test
    void swappedChunksAreNoticedThoughTheirHmacsMatch() {
        backup.swap(DISK + ".001", DISK + ".002");
        Restored restored = restored().isDamagedBut("vault").says(FOREIGN);
        restored.leavesIncomplete("work/private.img");
        assertThat(restored.chunkVerdicts("work", "private.img")).containsOnly("verified");
    }

    @Test
    void aChunkThatStandsAgainInPlaceOfTheNextIsNoticed() {
        backup.put(DISK + ".001", DISK + ".002");
        restored().isDamagedBut("vault").says(FOREIGN);
    }

    @Test
    void aChunkOfAnotherVmIsNoticed() {
        backup.put("vm6/private.img.001", DISK + ".001");
        restored().isDamagedBut("vault").says(FOREIGN);
    }

    @Test
    void anArchiveOfAnotherVmIsForeign() {
        backup.put("vm6/private.img.000", DISK + ".000");
        restored()
                .isDamagedBut("vault")
                .says("which does not belong to")
                .leavesNothingAt("work/private.img");
    }

    @Test
    void aMissingMiddleChunkIsNamed() {
        backup.drop(DISK + ".002");
        restored().isDamagedBut("vault").says("“vm5/private.img.002” is missing");
    }

    @Test
    void aMissingLastChunkShowsAtTheEnd() {
        backup.drop(backup.lastOf(DISK).name());
        restored().isDamagedBut("vault").says("end").leavesIncomplete("work/private.img");
    }

    @Test
    void aChunkCutShortInsideItsHmacIsNoticed() {
        BackupBuilder plain = stored(false, false).seal();
        plain.editAuthentic(DISK + ".001", bytes -> Arrays.copyOf(bytes, 700));
        Restored.from(plain, folder).isDamagedBut("vault").leavesIncomplete("work/private.img");
    }

    @Test
    void aWrongPassphraseIsToldAsThatWithoutAHeaderToo() {
        BackupBuilder other = workAndVault().format2().passphrase("another").seal();
        Restored restored = Restored.from(other.drop("backup-header"), folder);
        assertThat(restored.exitCode()).isEqualTo(4);
        assertThat(restored.err()).contains("does not match the passphrase");
    }

    @Test
    void aBackupOfFormat3ThatLostItsHeaderIsNotTakenForOne() {
        Restored restored = Restored.from(workAndVault().seal().drop("backup-header"), folder);
        restored.isDamagedBut("work", "vault").says("could be told from its parts");
        assertThat(restored.report().get("backup").number("format")).isEqualTo(3);
    }
}
