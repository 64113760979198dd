package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.Restored;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Chunks of {@code work}'s disk are damaged, moved or taken away; {@code vault} is whole. */
class ChunkDamageTest {

    private static final String DISK = "vm5/private.img";

    @TempDir private Path folder;

    private final BackupBuilder backup = workAndVault().seal();

    private Restored restored() {
        return Restored.from(backup, folder);
    }

    @Test
    void aWholeBackupIsRestoredWhole() {
        restored().isComplete();
    }

    @Test
    void aFlippedBitEndsItsArchiveOnly() {
        backup.flip(DISK + ".002");
        Restored restored = restored().isDamagedBut("vault");
        restored.says("“vm5/private.img.002” is damaged or was altered")
                .leavesIncomplete("work/private.img");
        assertThat(restored.verdict("work", "private.img")).isEqualTo("damaged");
        assertThat(restored.verdict("work", "firewall.xml")).isEqualTo("ok");
        assertThat(restored.chunkVerdicts("work", "private.img"))
                .containsExactly("verified", "verified", "failed", "verified", "verified");
    }

    @Test
    void aFlippedBitInTheFirstChunkLeavesNoFile() {
        backup.flip(DISK + ".000");
        restored()
                .isDamagedBut("vault")
                .says("is damaged or was altered")
                .leavesNothingAt("work/private.img");
    }

    @Test
    void aFlippedBitInAnHmacEndsItsArchiveOnly() {
        backup.edit(
                DISK + ".001",
                part ->
                        new Part(
                                part.name(),
                                part.bytes(),
                                part.hmac().map(line -> line.replaceFirst("[0-8]", "9"))));
        restored().isDamagedBut("vault").says("“vm5/private.img.001” is damaged or was altered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(stdin)= ", "(stdin)= xyz", "(stdin)= abc", "\0\0\0", "="})
    void anHmacThatIsNoneVouchesForNothing(String line) {
        backup.edit(DISK + ".001", part -> new Part(part.name(), part.bytes(), Optional.of(line)));
        restored().isDamagedBut("vault").says("HMAC");
    }

    @Test
    void aMissingHmacVouchesForNothing() {
        backup.dropHmac(DISK + ".001");
        restored().isDamagedBut("vault").says("“vm5/private.img.001” has no HMAC");
    }

    @Test
    void theHmacOfAnotherChunkVouchesForNothing() {
        String other = backup.part(DISK + ".002").hmac().orElseThrow();
        backup.edit(DISK + ".001", part -> new Part(part.name(), part.bytes(), Optional.of(other)));
        restored().isDamagedBut("vault").says("is damaged or was altered");
    }

    @Test
    void aMissingFirstChunkIsNamed() {
        backup.drop(DISK + ".000");
        restored()
                .isDamagedBut("vault")
                .says("“vm5/private.img.000” is missing")
                .leavesNothingAt("work/private.img");
    }

    @Test
    void aMissingMiddleChunkIsNamed() {
        backup.drop(DISK + ".002");
        Restored restored = restored().isDamagedBut("vault");
        restored.says("“vm5/private.img.002” is missing").leavesIncomplete("work/private.img");
        assertThat(restored.chunkVerdicts("work", "private.img"))
                .containsExactly("verified", "verified", "missing", "verified", "verified");
    }

    @Test
    void aMissingLastChunkShowsAtTheEndOfTheStream() {
        backup.drop(backup.lastOf(DISK).name());
        restored().isDamagedBut("vault").says("end").leavesIncomplete("work/private.img");
    }

    @Test
    void aMissingLastChunkOfAPlainBackupShowsAtTheEndOfTheTar() {
        BackupBuilder plain = workAndVault().plain().uncompressed().seal();
        plain.drop(plain.lastOf(DISK).name());
        Restored.from(plain, folder).isDamagedBut("vault").leavesIncomplete("work/private.img");
    }

    @Test
    void swappedChunksAreNoticedThoughTheirHmacsMatch() {
        backup.swap(DISK + ".001", DISK + ".002");
        Restored restored = restored().isDamagedBut("vault");
        restored.leavesIncomplete("work/private.img");
        assertThat(restored.chunkVerdicts("work", "private.img")).containsOnly("verified");
    }

    @Test
    void swappedChunksAreNoticedWithoutEncryption() {
        BackupBuilder plain = workAndVault().plain().seal();
        plain.swap(DISK + ".001", DISK + ".002");
        Restored.from(plain, folder).isDamagedBut("vault").leavesIncomplete("work/private.img");
    }

    @Test
    void aChunkThatStandsAgainInPlaceOfTheNextIsNoticed() {
        backup.put(DISK + ".001", DISK + ".002");
        restored().isDamagedBut("vault").leavesIncomplete("work/private.img");
    }

    @Test
    void aChunkThatStandsAgainBehindTheLastIsNoticed() {
        backup.add(backup.part(DISK + ".001"));
        int next = Integer.parseInt(backup.lastOf(DISK).name().replaceAll(".*\\.", ""));
        assertThat(next).isEqualTo(1);
        restored()
                .isDamagedBut("vault")
                .says("“vm5/private.img.001” is in the backup more than once");
    }

    @Test
    void aChunkOfOneArchiveBehindTheEndOfAnotherIsNoticed() {
        backup.add(
                new Part(
                        "vm6/private.img.004",
                        backup.part(DISK + ".001").bytes(),
                        backup.part(DISK + ".001").hmac()));
        restored().isDamagedBut("work").leavesIncomplete("vault/private.img");
    }

    @Test
    void aCutChunkEndsItsArchiveOnly() {
        backup.edit(
                DISK + ".002",
                part -> new Part(part.name(), Arrays.copyOf(part.bytes(), 512), part.hmac()));
        restored().isDamagedBut("vault").says("is damaged or was altered");
    }

    @Test
    void anArchiveOfAnotherVmUnderThisOnesNameIsForeign() {
        BackupBuilder plain = workAndVault().plain().uncompressed().seal();
        plain.dropAll(DISK);
        for (int number = 0; number < 4; number++) {
            plain.add(
                    new Part(
                            "%s.%03d".formatted(DISK, number),
                            plain.part("vm6/private.img.%03d".formatted(number)).bytes(),
                            plain.part("vm6/private.img.%03d".formatted(number)).hmac()));
        }
        Restored.from(plain, folder)
                .isDamagedBut()
                .says("“vm6/private.img”, which does not belong to “vm5/private.img”")
                .leavesNothingAt("work/private.img");
    }

    @Test
    void anArchiveOfTheSameVmUnderAnotherNameIsForeign() {
        backup.put("vm5/firewall.xml.000", "vm6/private.img.000");
        restored().isDamagedBut("work").leavesNothingAt("vault/private.img");
    }

    @Test
    void aChunkOfAnotherVmInTheMiddleIsNoticed() {
        backup.put("vm6/private.img.001", DISK + ".001");
        restored().isDamagedBut("vault").leavesIncomplete("work/private.img");
    }

    @Test
    void aListedVmThatIsNotThereIsMissing() {
        backup.dropAll("vm5/");
        Restored restored =
                restored().isDamagedBut("vault").says("“work” should be in this backup");
        assertThat(restored.verdict("work")).isEqualTo("missing");
        restored.leavesNothingAt("work");
    }

    @Test
    void aDiskThatIsNotThereIsMissing() {
        backup.dropAll(DISK);
        Restored restored =
                restored().isDamagedBut("vault").says("“private.img” is not in the backup");
        assertThat(restored.verdict("work", "private.img")).isEqualTo("missing");
        assertThat(restored.verdict("work", "firewall.xml")).isEqualTo("ok");
    }

    @Test
    void archivesThatNoVmClaimsAreRestoredUnderTheirFoldersName() {
        BackupBuilder more = workAndVault();
        more.vm("vm9", "QubesUnknownVm", "vm9").file("private.img", random(4, 5000));
        Restored.from(more.seal(), folder).isComplete();
    }

    @Test
    void aDamagedListLosesOnlyTheNames() {
        backup.flip("qubes.xml.000");
        Restored restored = Restored.from(byFolder(), folder);
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.verdict("vm5")).isEqualTo("ok");
        assertThat(restored.verdict("vm6")).isEqualTo("ok");
        restored.says("The list of VMs is damaged");
    }

    @Test
    void aMissingListLosesOnlyTheNames() {
        backup.drop("qubes.xml.000");
        Restored restored = Restored.from(byFolder(), folder);
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.verdict("vm5")).isEqualTo("ok");
        restored.says("The list of VMs is missing");
    }

    /** The same parts, expected under the names of their folders. */
    private BackupBuilder byFolder() {
        BackupBuilder unnamed = new BackupBuilder();
        unnamed.vm("vm5", "-", "vm5")
                .expect("private.img", random(1, 90_000))
                .expect("firewall.xml", random(2, 9));
        unnamed.vm("vm6", "-", "vm6").expect("private.img", random(3, 70_000));
        unnamed.parts().addAll(backup.parts());
        return unnamed;
    }

    @Test
    void manySmallChunksAreOneArchive() {
        BackupBuilder small = new BackupBuilder().plain().chunkSize(50);
        small.vm("work").file("private.img", random(5, 60_000));
        assertThat(small.seal().parts()).hasSizeGreaterThan(1005);
        assertThat(small.part(DISK + ".1005").bytes()).hasSize(50);
        Restored.from(small, folder).isComplete();
    }

    @Test
    void aChunkPastTheThousandthThatIsMissingIsNamed() {
        BackupBuilder small = new BackupBuilder().plain().chunkSize(50);
        small.vm("work").file("private.img", random(5, 60_000));
        small.vm("vault").file("private.img", random(6, 500));
        small.seal().drop(DISK + ".1000");
        Restored.from(small, folder)
                .isDamagedBut("vault")
                .says("“vm5/private.img.1000” is missing");
    }

    @Test
    void aFarChunkNumberIsAGapAndNoWorkForHours() {
        backup.add(backup.authentic(DISK + ".9999999", "x".getBytes(StandardCharsets.US_ASCII)));
        restored().isDamagedBut("vault").says("are missing from the backup");
    }

    @Test
    void anAuthenticButEmptyChunkIsNothing() {
        String last = backup.lastOf(DISK).name();
        int next = Integer.parseInt(last.substring(last.lastIndexOf('.') + 1)) + 1;
        backup.add(backup.authentic("%s.%03d".formatted(DISK, next), new byte[0]));
        restored().isComplete();
    }
}
