package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.Restored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Backups of which there is another copy, damaged elsewhere. */
class OtherCopiesTest {

    private static final int SECTOR = 512;

    @TempDir private Path folder;

    private static BackupBuilder format3() {
        return workAndVault().seal();
    }

    private static BackupBuilder format2() {
        return workAndVault().format2().seal();
    }

    private static BackupBuilder format4() {
        return workAndVault().format4().seal();
    }

    private static BackupBuilder plain() {
        return workAndVault().plain().uncompressed().seal();
    }

    private static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of(format2(), ""),
                Arguments.of(format3(), ""),
                Arguments.of(format4(), ".enc"),
                Arguments.of(plain(), ""));
    }

    @FunctionalInterface
    private interface Damage {
        void to(byte[] backup);
    }

    private static byte[] damaged(BackupBuilder backup, Damage damage) {
        byte[] bytes = backup.bytes();
        damage.to(bytes);
        return bytes;
    }

    private Restored restored(BackupBuilder backup, byte[] first, byte[] second) {
        try {
            Path copy = Files.write(folder.resolve("copy"), second);
            return Restored.from(backup, first, folder, "--copy", copy.toString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /** Changes sectors of a part, counted in the file, so that they are the disk's own. */
    private static Damage sectors(BackupBuilder backup, String part, int... numbers) {
        return bytes -> {
            for (int number : numbers) {
                int start = backup.dataOffset(part) / SECTOR * SECTOR + number * SECTOR;
                byte[] garbage = random(number, SECTOR);
                System.arraycopy(garbage, 0, bytes, start, SECTOR);
            }
        };
    }

    private static Damage flip(BackupBuilder backup, String part) {
        return bytes -> bytes[backup.dataOffset(part) + 300] ^= 1;
    }

    private static Damage wipe(int from, int to) {
        return bytes -> Arrays.fill(bytes, from, to, (byte) 0);
    }

    private static List<Json> chunks(Restored restored, String vm, String archive) {
        return restored.archive(vm, archive).get("chunks").elements();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void eachPartIsTakenFromTheCopyInWhichItIsAuthentic(BackupBuilder backup, String suffix) {
        String one = "vm5/private.img.001" + suffix;
        String other = "vm6/private.img.002" + suffix;
        Restored restored =
                restored(
                        backup,
                        damaged(backup, flip(backup, one)),
                        damaged(backup, flip(backup, other)));
        restored.isComplete().says("the other copy, “copy”: 1.");
        assertThat(restored.chunkVerdicts("work", "private.img")).containsOnly("verified");
        assertThat(chunks(restored, "work", "private.img").get(1).text("from")).isEqualTo("copy");
        assertThat(chunks(restored, "work", "private.img").get(0).has("from")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void sixBadSectorsInEitherCopyOfOnePartGiveThePart(BackupBuilder backup, String suffix) {
        String part = "vm5/private.img.001" + suffix;
        Restored restored =
                restored(
                        backup,
                        damaged(backup, sectors(backup, part, 1, 5, 9, 14, 20, 30)),
                        damaged(backup, sectors(backup, part, 3, 7, 11, 16, 25, 33)));
        restored.isComplete();
        assertThat(chunks(restored, "work", "private.img").get(1).text("from")).isEqualTo("copy");
    }

    @Test
    void badSectorsThatTouchAreToldApart() {
        BackupBuilder backup = format3();
        String part = "vm5/private.img.001";
        restored(
                        backup,
                        damaged(backup, sectors(backup, part, 4, 5)),
                        damaged(backup, sectors(backup, part, 6)))
                .isComplete();
    }

    @Test
    void sectorsOfZerosAreTakenFromTheOtherCopyHoweverManyThereAre() {
        BackupBuilder backup = format3();
        String part = "vm5/private.img.001";
        int start = backup.dataOffset(part);
        restored(
                        backup,
                        damaged(
                                backup,
                                bytes ->
                                        IntStream.range(0, 17)
                                                .forEach(
                                                        i ->
                                                                wipe(
                                                                                start + i * 1024,
                                                                                start + i * 1024
                                                                                        + SECTOR)
                                                                        .to(bytes))),
                        damaged(backup, sectors(backup, part, 3)))
                .isComplete();
    }

    @Test
    void whereBothAreBadInTheSamePlaceThePartIsDamaged() {
        BackupBuilder backup = format3();
        String part = "vm5/private.img.001";
        Restored restored =
                restored(
                        backup,
                        damaged(backup, sectors(backup, part, 1, 5)),
                        damaged(backup, sectors(backup, part, 5, 8)));
        assertThat(restored.isDamagedBut("vault").chunkVerdicts("work", "private.img"))
                .contains("failed");
    }

    @Test
    void theEndOfAPartOfFormat4MayComeFromTheOtherCopy() {
        BackupBuilder backup = format4();
        String part = "vm5/private.img.001.enc";
        int end = backup.dataOffset(part) + backup.part(part).bytes().length;
        restored(
                        backup,
                        damaged(backup, bytes -> bytes[end - 1] ^= 1),
                        damaged(backup, sectors(backup, part, 3)))
                .isComplete();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theHeaderOfTheOtherCopyWillDo(BackupBuilder backup, String suffix) {
        int header = backup.offset("backup-header");
        int next = backup.offset("qubes.xml.000" + suffix);
        restored(backup, damaged(backup, wipe(header, next)), backup.bytes()).isComplete();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theListOfVmsOfTheOtherCopyWillDo(BackupBuilder backup, String suffix) {
        String list = "qubes.xml.000" + suffix;
        restored(backup, damaged(backup, flip(backup, list)), backup.bytes()).isComplete();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatIsMissingInOneIsTakenFromTheOther(BackupBuilder backup, String suffix) {
        int from = backup.offset("vm5/private.img.002" + suffix);
        byte[] cut = Arrays.copyOf(backup.bytes(), from + 5_000);
        int head = backup.offset("vm5/private.img.001" + suffix);
        byte[] wiped = damaged(backup, wipe(head, head + 3 * SECTOR));
        restored(backup, cut, wiped).isComplete();
    }

    @Test
    void anHmacThatIsLostIsTakenFromTheOtherCopy() {
        BackupBuilder backup = format3();
        String part = "vm5/private.img.001";
        int hmac = backup.dataOffset(part) + 20_480 + 512;
        byte[] first = damaged(backup, wipe(hmac + 9_728, hmac + 10_240));
        assertThat(first).isNotEqualTo(backup.bytes());
        restored(backup, first, damaged(backup, flip(backup, part))).isComplete();
    }

    private CommandRun verify(BackupBuilder backup, BackupBuilder other) {
        Path file = backup.write(folder.resolve("backup"));
        Path copy = other.write(folder.resolve("copy"));
        return CommandRun.withPassphrase(
                file, List.of("verify", file.toString(), "--copy", copy.toString()));
    }

    private static BackupBuilder another(Consumer<BackupBuilder> format) {
        BackupBuilder other = new BackupBuilder();
        format.accept(other);
        other.vm("work").file("private.img", random(9, 90_000));
        return other.seal();
    }

    private static Stream<Arguments> twoBackups() {
        return Stream.of(
                Arguments.of(format3(), another(other -> {})),
                Arguments.of(format2(), another(BackupBuilder::format2)),
                Arguments.of(plain(), another(other -> other.plain().uncompressed())),
                Arguments.of(
                        format4(),
                        another(other -> other.format4().option("backup-id", "another"))));
    }

    @ParameterizedTest
    @MethodSource("twoBackups")
    void aCopyOfAnotherBackupIsRefusedWithAWord(BackupBuilder backup, BackupBuilder other) {
        CommandRun run = verify(backup, other);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("“copy” is not a copy of this backup");
    }

    @Test
    void theBackupItselfIsNoOtherCopy() {
        Path file = format3().write(folder.resolve("backup"));
        CommandRun run =
                CommandRun.withPassphrase(
                        file, List.of("list", file.toString(), "--copy", file.toString()));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is the backup itself");
    }

    /** What is not encrypted may be the same in two backups, part by part. */
    @Test
    void aPartOfAnotherWeekDoesNotTakeAPartsPlace() {
        BackupBuilder backup = new BackupBuilder().plain().uncompressed();
        BackupBuilder nextWeek = new BackupBuilder().plain().uncompressed();
        for (BackupBuilder each : List.of(backup, nextWeek)) {
            each.vm("work")
                    .file("private.img", random(1, 90_000))
                    .file("firewall.xml", random(2, 9));
            each.vm("vault").file("private.img", random(each == backup ? 3 : 4, 50_000));
            each.seal();
        }
        String part = "vm6/private.img.001";
        Restored restored = restored(backup, damaged(backup, flip(backup, part)), nextWeek.bytes());
        restored.isDamagedBut("work");
        assertThat(restored.chunkVerdicts("vault", "private.img")).contains("failed");
    }
}
