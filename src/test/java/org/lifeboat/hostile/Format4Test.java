package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.ScryptSeal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Backups of R4 whose scrypt files were damaged, moved, or made to be costly. */
class Format4Test {

    private static final String DISK = "vm5/private.img";
    private static final String WRONG = "does not match the passphrase";
    private static final String COPY_USED = "Its encrypted copy in the backup was used";

    @TempDir private Path folder;

    private final BackupBuilder backup = workAndVault().format4().seal();

    private Restored restored() {
        return Restored.from(backup, folder);
    }

    private void ends(BackupBuilder altered, int exitCode, String... sentences) {
        Restored restored = Restored.from(altered, folder);
        assertThat(restored.exitCode()).as(restored.err()).isEqualTo(exitCode);
        assertThat(restored.err()).contains(sentences);
        assertThat(restored.destination()).doesNotExist();
    }

    @Test
    void aWholeBackupIsRestoredWhole() {
        Restored restored = restored().isComplete();
        assertThat(restored.report().get("header").text("hmacAlgorithm")).contains("scrypt");
    }

    @Test
    void aFlippedBitEndsItsArchiveOnly() {
        backup.flip(DISK + ".002.enc");
        Restored restored = restored().isDamagedBut("vault");
        restored.says("“vm5/private.img.002.enc” is damaged or was altered")
                .leavesIncomplete("work/private.img");
        assertThat(restored.chunkVerdicts("work", "private.img"))
                .containsExactly("verified", "verified", "failed", "verified", "verified");
    }

    /** Magic, version, N, r, p, salt, checksum, the header's HMAC, data, the last HMAC. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 7, 8, 11, 12, 15, 16, 47, 48, 63, 64, 95, 96, 5000, -32, -1})
    void aFlippedBitAnywhereInAScryptFileFailsItsChunk(int position) {
        backup.edit(
                DISK + ".001.enc",
                part -> {
                    byte[] bytes = part.bytes().clone();
                    bytes[position < 0 ? bytes.length + position : position] ^= 1;
                    return part.withBytes(bytes);
                });
        Restored restored = restored().isDamagedBut("vault").says("is damaged or was altered");
        assertThat(restored.chunkVerdicts("work", "private.img"))
                .containsExactly("verified", "failed", "verified", "verified", "verified");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 95, 96, 127, 128, 5000})
    void aCutChunkFails(int length) {
        backup.edit(DISK + ".001.enc", part -> part.cutTo(length));
        restored().isDamagedBut("vault").says("is damaged or was altered");
    }

    @Test
    void swappedChunksDoNotMatchTheirNames() {
        backup.swap(DISK + ".001.enc", DISK + ".002.enc");
        assertThat(restored().isDamagedBut("vault").chunkVerdicts("work", "private.img"))
                .containsExactly("verified", "failed", "failed", "verified", "verified");
    }

    @Test
    void aChunkOfAnotherVmDoesNotMatchItsName() {
        backup.put("vm6/private.img.001.enc", DISK + ".001.enc");
        restored()
                .isDamagedBut("vault")
                .says("“vm5/private.img.001.enc” is damaged or was altered");
    }

    @Test
    void aChunkOfAnotherBackupWithTheSamePassphraseDoesNotMatch() {
        BackupBuilder other = workAndVault().format4();
        other.option("backup-id", "20250101T120000-1").seal();
        backup.edit(DISK + ".001.enc", part -> other.part(DISK + ".001.enc"));
        restored()
                .isDamagedBut("vault")
                .says("“vm5/private.img.001.enc” is damaged or was altered");
    }

    @Test
    void aMissingMiddleChunkIsNamed() {
        backup.drop(DISK + ".002.enc");
        restored().isDamagedBut("vault").says("“vm5/private.img.002” is missing");
    }

    @Test
    void aMissingLastChunkShowsAtTheEndOfTheStream() {
        backup.drop(backup.lastOf(DISK).name());
        restored().isDamagedBut("vault").says("end").leavesIncomplete("work/private.img");
    }

    @Test
    void aChunkTwiceIsNotGuessedAt() {
        backup.add(backup.part(DISK + ".001.enc"));
        restored().isDamagedBut("vault").says("more than once");
    }

    @Test
    void chunksWithoutTheirSuffixAreNoChunks() {
        backup.rename(DISK + ".001.enc", DISK + ".001");
        restored().isDamagedBut("vault").says("“vm5/private.img.001” is missing");
    }

    @Test
    void aWrongPassphraseIsToldAsThat() {
        ends(workAndVault().format4().passphrase("another").seal(), 4, WRONG);
    }

    @Test
    void whatTheEncryptedCopyOfAnAlteredHeaderSaysIsUsed() {
        backup.flip("backup-header");
        restored().isComplete().says(COPY_USED);
    }

    @Test
    void anAlteredBackupIdIsNoticed() {
        backup.edit(
                "backup-header",
                part ->
                        part.withBytes(
                                new String(part.bytes(), StandardCharsets.ISO_8859_1)
                                        .replace("20260101", "20250101")
                                        .getBytes(StandardCharsets.ISO_8859_1)));
        restored().isComplete().says(COPY_USED);
    }

    /** It is authentic, so it may be read; no part is authentic under its id. */
    @Test
    void theCopyOfAnotherBackupsHeaderLeavesNothingWrong() {
        Part other = workAndVault().format4().option("backup-id", "y").seal().part("backup-header");
        backup.edit("backup-header", part -> part.withHmac(other.hmac().orElseThrow()));
        Restored restored = restored().says(COPY_USED);
        assertThat(restored.exitCode()).isEqualTo(1);
    }

    @Test
    void aHeaderWithoutItsCopyIsNotRead() {
        ends(backup.dropHmac("backup-header"), 4, "missing or cannot be read");
    }

    @Test
    void aBackupWithoutAHeaderIsOneAllTheSame() {
        ends(backup.drop("backup-header"), 4, "missing or cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "version, 3, format 3",
        "version, 5, format 5",
        "hmac-algorithm, SHA512, authenticated with “SHA512”"
    })
    void whatDoesNotGoTogetherIsNamed(String key, String value, String named) {
        BackupBuilder odd = workAndVault().format4();
        odd.rawHeader(
                "version=4\nhmac-algorithm=scrypt\nencrypted=True\nbackup-id=1\n"
                        .replaceFirst(key + "=.*", key + "=" + value));
        ends(odd.seal(), 3, named);
    }

    @Test
    void aHeaderWithoutABackupIdIsRefused() {
        ends(workAndVault().format4().rawHeader("version=4\n").seal(), 3, "backup-id");
    }

    @ParameterizedTest
    @CsvSource({"63, 8, 1", "255, 2147483647, 2147483647", "20, 8, 1000000", "1, 1, 0"})
    void aHeaderThatAsksForTheImpossibleIsRefusedAtOnce(int logN, int r, int p) {
        ends(
                backup.edit("backup-header", part -> part.withHmac(costly(logN, r, p))),
                3,
                "asks for more work than any backup does");
    }

    @Test
    void aChunkThatAsksForTheImpossibleEndsItsArchiveOnly() {
        backup.edit(DISK + ".001.enc", part -> part.withBytes(ScryptSeal.costly(62, 8, 1)));
        restored()
                .isDamagedBut("vault")
                .says("“vm5/private.img.001.enc” asks for more work than any backup does (N=2^62");
    }

    private static String costly(int logN, int r, int p) {
        return new String(ScryptSeal.costly(logN, r, p), StandardCharsets.ISO_8859_1);
    }
}
