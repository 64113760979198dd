package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Restored;

import java.nio.file.Path;

/** A part that was copied with its HMAC over another one, where no compressor would notice. */
class UsedTwiceTest {

    private static final String DISK = "vm5/private.img";
    private static final String SAME = "are one and the same part";

    @TempDir private Path folder;

    private static BackupBuilder backup(boolean encrypted) {
        BackupBuilder backup = new BackupBuilder().uncompressed();
        if (!encrypted) {
            backup.plain();
        }
        backup.vm("work").file("private.img", random(1, 90_000)).file("firewall.xml", random(2, 9));
        backup.vm("vault").file("private.img", random(3, 90_000));
        backup.vm("dom0", "QubesAdminVm", "dom0-home")
                .tar(
                        "anna",
                        new HostileTar().file("dom0-home/anna/notes", random(4, 90_000)).finished())
                .expect("anna/notes", random(4, 90_000));
        return backup.seal();
    }

    private Restored isNotWhole(BackupBuilder backup, String vm, String archive) {
        Restored restored = Restored.from(backup, folder).isDamagedBut().says(SAME);
        assertThat(restored.verdict(vm, archive)).as(restored.problems()).isEqualTo("damaged");
        return restored;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMiddlePartOverAnotherOfTheSameDiskIsNotWhole(boolean encrypted) {
        isNotWhole(backup(encrypted).put(DISK + ".002", DISK + ".003"), "work", "private.img")
                .isWhole("vault")
                .isWhole("dom0")
                .leavesNothingAt("work/private.img");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstPartOverAMiddleOneIsNotWhole(boolean encrypted) {
        isNotWhole(backup(encrypted).put(DISK + ".000", DISK + ".002"), "work", "private.img")
                .isWhole("vault")
                .leavesNothingAt("work/private.img");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartOfAnotherVmLeavesNeitherVmWhole(boolean encrypted) {
        BackupBuilder backup = backup(encrypted).put("vm6/private.img.002", DISK + ".002");
        Restored restored = isNotWhole(backup, "work", "private.img");
        restored.leavesNothingAt("work/private.img").leavesNothingAt("vault/private.img");
        assertThat(restored.verdict("vault", "private.img")).isEqualTo("damaged");
        restored.isWhole("dom0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartOfDom0sHomeLeavesNeitherWhole(boolean encrypted) {
        BackupBuilder backup = backup(encrypted).put(DISK + ".001", "dom0-home/anna.001");
        Restored restored = isNotWhole(backup, "work", "private.img").isWhole("vault");
        assertThat(restored.verdict("dom0")).isEqualTo("damaged");
        restored.leavesNothingAt("dom0-home/anna/notes");
    }

    /** What nobody can tell must be said. */
    @Test
    void aDiskOfOnePatternIsSaidToBePossibleWhereNothingIsEncrypted() {
        BackupBuilder backup = new BackupBuilder().uncompressed().plain();
        byte[] pattern = new byte[90_000];
        java.util.Arrays.fill(pattern, (byte) 0x5a);
        backup.vm("work").file("private.img", pattern);
        isNotWhole(backup.seal(), "work", "private.img")
                .says("the disk holds the same pattern all over")
                .leavesIncomplete("work/private.img");
    }

    @Test
    void anHmacInCapitalsIsTheSameHmac() {
        BackupBuilder backup = backup(false).put(DISK + ".002", DISK + ".003");
        backup.edit(
                DISK + ".003",
                part ->
                        part.withHmac(
                                "HMAC-SHA512(stdin)= "
                                        + part.hmac()
                                                .orElseThrow()
                                                .replaceFirst(".*= ", "")
                                                .toUpperCase(java.util.Locale.ROOT)));
        isNotWhole(backup, "work", "private.img");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void partsThatDifferAreWhole(boolean encrypted) {
        Restored.from(backup(encrypted), folder).isComplete();
    }
}
