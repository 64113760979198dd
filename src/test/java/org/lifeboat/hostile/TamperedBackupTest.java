package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.RealBackup;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.TestData;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Backups of formats 2 and 4 as the real tools wrote them, altered: {@link ChunkDamageTest}, {@link
 * HeaderTest} and {@link OuterFileTest} do the same to format 3.
 */
class TamperedBackupTest {

    private static final String FORMAT_4 = "format4/r4-gzip";
    private static final String SAME_ID = "format4/r4-zstd";
    private static final String FORMAT_2 = "format2/r2-encrypted-compressed";
    private static final String HEADERLESS = "format2/r2-headerless";

    private static final String DISK = "vm5/private.img";
    private static final String WRONG = "does not match the passphrase";
    private static final String DAMAGED = "The passphrase is right";
    private static final String UNREADABLE = "missing or cannot be read";
    private static final int CUTS = 16;

    @TempDir private Path folder;

    static Stream<String> all() {
        return Stream.of(
                FORMAT_4,
                SAME_ID,
                FORMAT_2,
                HEADERLESS,
                "format2/r2-encrypted",
                "format2/r2-plain-compressed");
    }

    static Stream<String> withHeader() {
        return all().filter(name -> !name.equals(HEADERLESS));
    }

    static Stream<String> format2() {
        return all().filter(name -> name.startsWith("format2"));
    }

    static Stream<String> format4() {
        return Stream.of(FORMAT_4, SAME_ID);
    }

    private static String suffix(String name) {
        return name.startsWith("format4") ? ".enc" : "";
    }

    private static String disk(String name, int number) {
        return "%s.%03d%s".formatted(DISK, number, suffix(name));
    }

    private BackupBuilder backup(String name) {
        return RealBackup.of(name, folder);
    }

    private Restored restored(BackupBuilder backup) {
        return Restored.from(backup, folder);
    }

    /** The disk's archive is damaged, and nothing else. */
    private Restored losesTheDisk(BackupBuilder backup) {
        Restored restored = restored(backup).isDamagedBut("vault", "dom0");
        assertThat(restored.verdict("work", "private.img")).isEqualTo("damaged");
        assertThat(restored.verdict("work", "firewall.xml")).isEqualTo("ok");
        return restored.leavesNothingAt("work/private.img");
    }

    private void ends(BackupBuilder backup, int exitCode, String... sentences) {
        Restored restored = restored(backup);
        assertThat(restored.exitCode()).as(restored.err()).isEqualTo(exitCode);
        assertThat(restored.err()).contains(sentences);
        assertThat(restored.destination()).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("all")
    void takenApartAndPutTogetherItIsRestoredWhole(String name) {
        restored(backup(name)).isComplete();
    }

    static Stream<Arguments> chunks() {
        return Stream.of(FORMAT_4, FORMAT_2)
                .flatMap(
                        name -> {
                            byte[] bytes = TestData.gunzip(TestData.path(name + ".gz"));
                            return BackupBuilder.entries(bytes).stream()
                                    .map(OuterEntry::name)
                                    .filter(chunk -> chunk.contains("/"))
                                    .filter(chunk -> !chunk.endsWith(".hmac"))
                                    .map(chunk -> Arguments.of(name, chunk));
                        });
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void aFlippedBitInAnyChunkEndsItsArchiveOnly(String name, String chunk) {
        Restored restored = restored(backup(name).flip(chunk));
        String vm = chunk.startsWith("vm5") ? "work" : chunk.startsWith("vm7") ? "vault" : "dom0";
        List<String> others =
                Stream.of("work", "vault", "dom0").filter(other -> !other.equals(vm)).toList();
        restored.isDamagedBut(others.toArray(String[]::new))
                .says("“" + chunk + "” is damaged or was altered");
        assertThat(restored.verdict(vm)).isEqualTo("damaged");
    }

    /** Magic, version, N, r, p, salt, checksum, the header's HMAC, data, the last HMAC. */
    static IntStream places() {
        return IntStream.of(
                0, 5, 6, 7, 8, 11, 12, 15, 16, 31, 47, 48, 63, 64, 95, 96, 97, 4000, -33, -32, -1);
    }

    private static byte[] flipped(byte[] bytes, int place) {
        byte[] flipped = bytes.clone();
        flipped[place < 0 ? bytes.length + place : place] ^= (byte) 0x80;
        return flipped;
    }

    @ParameterizedTest
    @MethodSource("places")
    void aFlippedBitAnywhereInAScryptFileFailsItsChunk(int place) {
        BackupBuilder backup = backup(FORMAT_4);
        backup.edit(disk(FORMAT_4, 1), part -> part.withBytes(flipped(part.bytes(), place)));
        Restored restored = losesTheDisk(backup).says("is damaged or was altered");
        assertThat(restored.chunkVerdicts("work", "private.img"))
                .containsExactly("verified", "failed", "verified", "verified");
    }

    @ParameterizedTest
    @MethodSource("places")
    void aFlippedBitAnywhereInTheHeadersEncryptedCopyIsNoticed(int place) {
        BackupBuilder backup = backup(FORMAT_4);
        byte[] copy = copy(backup.part("backup-header"));
        int at = place < copy.length ? place : 150;
        backup.edit("backup-header", part -> withCopy(part, flipped(copy, at)));
        boolean isInHeadersHmac = at >= 64 && at < 96;
        boolean isBefore = at >= 0 && at < 64;
        ends(backup, 4, isBefore ? UNREADABLE : isInHeadersHmac ? WRONG : DAMAGED);
    }

    private static byte[] copy(Part header) {
        return header.hmac().orElseThrow().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Part withCopy(Part header, byte[] copy) {
        return header.withHmac(new String(copy, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 63, 95, 96, 127, 128, 200})
    void aCutEncryptedCopyOfTheHeaderIsNoticed(int length) {
        BackupBuilder backup = backup(FORMAT_4);
        backup.edit("backup-header", part -> withCopy(part, Arrays.copyOf(copy(part), length)));
        ends(backup, 4, length < 96 ? UNREADABLE : DAMAGED);
    }

    @ParameterizedTest
    @MethodSource("withHeader")
    void whatAnAlteredHeaderSaidIsFound(String name) {
        restored(backup(name).flip("backup-header")).isComplete().says("header is damaged");
    }

    @ParameterizedTest
    @MethodSource("withHeader")
    void aHeaderOfWhichOneBooleanWasTurnedIsNotBelieved(String name) {
        BackupBuilder backup = backup(name);
        backup.edit(
                "backup-header",
                part ->
                        part.withBytes(
                                new String(part.bytes(), StandardCharsets.ISO_8859_1)
                                        .replace("encrypted=True", "encrypted=0ff")
                                        .replace("encrypted=False", "encrypted=true!")
                                        .getBytes(StandardCharsets.ISO_8859_1)));
        restored(backup).isComplete().says("header is damaged");
    }

    @ParameterizedTest
    @MethodSource("withHeader")
    void aHeaderWithoutItsProofIsNotRead(String name) {
        BackupBuilder backup = backup(name).dropHmac("backup-header");
        if (name.startsWith("format4")) {
            ends(backup, 4, UNREADABLE);
        } else {
            restored(backup).isDamagedBut("work", "vault").says("could be told from its parts");
        }
    }

    @Test
    void theProofOfAChunkIsNoneOfTheHeader() {
        BackupBuilder backup = backup(FORMAT_2);
        String other = backup.part("qubes.xml.000").hmac().orElseThrow();
        restored(backup.edit("backup-header", part -> part.withHmac(other)))
                .isDamagedBut("work", "vault")
                .says("could be told from its parts");
    }

    @Test
    void aChunkInPlaceOfTheHeadersCopyIsNone() {
        BackupBuilder backup = backup(FORMAT_4);
        byte[] chunk = backup.part("qubes.xml.000.enc").bytes();
        ends(backup.edit("backup-header", part -> withCopy(part, chunk)), 4, WRONG);
    }

    /** It is authentic, since the passphrase is the same; what it says is wrong all the same. */
    @ParameterizedTest
    @CsvSource({
        "format2/r2-encrypted-compressed, format2/r2-encrypted",
        "format2/r2-encrypted, format2/r2-encrypted-compressed",
        "format2/r2-plain-compressed, format2/r2-encrypted-compressed",
        "format2/r2-encrypted-compressed, format2/r2-plain-compressed",
        "format4/r4-gzip, format4/r4-zstd"
    })
    void theHeaderOfAnotherBackupOfTheSameUserLeavesNothingWrong(String name, String other) {
        BackupBuilder backup = backup(name);
        Part header = backup(other).part("backup-header");
        Restored restored = restored(backup.edit("backup-header", part -> header));
        assertThat(restored.exitCode()).as(restored.err()).isIn(0, 1, 3, 4);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMissingFirstChunkIsNamed(String name) {
        losesTheDisk(backup(name).drop(disk(name, 0))).says("“vm5/private.img.000” is missing");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMissingMiddleChunkIsNamed(String name) {
        losesTheDisk(backup(name).drop(disk(name, 1))).says("“vm5/private.img.001” is missing");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMissingLastChunkIsNoticed(String name) {
        BackupBuilder backup = backup(name);
        losesTheDisk(backup.drop(backup.lastOf(DISK).name()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDiskThatIsNotThereIsMissing(String name) {
        Restored restored = restored(backup(name).dropAll(DISK)).isDamagedBut("vault", "dom0");
        restored.says("“private.img” is not in the backup").leavesNothingAt("work/private.img");
        assertThat(restored.verdict("work", "private.img")).isEqualTo("missing");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aListedVmThatIsNotThereIsMissing(String name) {
        Restored restored = restored(backup(name).dropAll("vm5/")).isDamagedBut("vault", "dom0");
        restored.says("“work” should be in this backup").leavesNothingAt("work");
        assertThat(restored.verdict("work")).isEqualTo("missing");
    }

    @ParameterizedTest
    @MethodSource("all")
    void chunksSwappedWithinAnArchiveAreNoticed(String name) {
        losesTheDisk(backup(name).swap(disk(name, 1), disk(name, 2)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFirstChunkSwappedWithTheNextIsNoticed(String name) {
        losesTheDisk(backup(name).swap(disk(name, 0), disk(name, 1)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void chunksSwappedBetweenArchivesAreNoticedInBoth(String name) {
        String other = "vm7/private.img.000" + suffix(name);
        Restored restored = restored(backup(name).swap(disk(name, 0), other));
        restored.isDamagedBut("dom0")
                .leavesNothingAt("work/private.img")
                .leavesNothingAt("vault/private.img");
        assertThat(restored.verdict("work", "private.img")).isEqualTo("damaged");
        assertThat(restored.verdict("vault", "private.img")).isEqualTo("damaged");
    }

    @ParameterizedTest
    @MethodSource("format2")
    void laterVolumesSwappedBetweenArchivesAreNoticedInBoth(String name) {
        Restored restored = restored(backup(name).swap(disk(name, 1), "dom0-home/anna.001"));
        restored.isDamagedBut("vault").leavesNothingAt("work/private.img");
        assertThat(restored.verdict("work", "private.img")).isEqualTo("damaged");
        assertThat(restored.verdict("dom0")).isEqualTo("damaged");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aChunkThatStandsAgainInPlaceOfTheNextIsNoticed(String name) {
        losesTheDisk(backup(name).put(disk(name, 1), disk(name, 2)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aChunkThatStandsAgainBehindTheLastIsNoticed(String name) {
        BackupBuilder backup = backup(name);
        String last = backup.lastOf(DISK).name().replace(".enc", "");
        int next = Integer.parseInt(last.substring(last.lastIndexOf('.') + 1)) + 1;
        losesTheDisk(backup.add(backup.part(disk(name, 1)).named(disk(name, next))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aChunkThatIsThereTwiceIsNotGuessedAt(String name) {
        BackupBuilder backup = backup(name);
        losesTheDisk(backup.add(backup.part(disk(name, 1))))
                .says("“" + disk(name, 1) + "” is in the backup more than once");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCutChunkEndsItsArchiveOnly(String name) {
        losesTheDisk(backup(name).edit(disk(name, 1), part -> part.cutTo(512)))
                .says("is damaged or was altered");
    }

    @ParameterizedTest
    @MethodSource("all")
    void anEmptyChunkEndsItsArchiveOnly(String name) {
        losesTheDisk(backup(name).edit(disk(name, 1), part -> part.cutTo(0)))
                .says("is damaged or was altered");
    }

    @ParameterizedTest
    @MethodSource("all")
    void bytesBehindAChunkAreNoPartOfIt(String name) {
        losesTheDisk(backup(name).edit(disk(name, 1), part -> part.cutTo(part.bytes().length + 16)))
                .says("is damaged or was altered");
    }

    /** The backup-id, the names and the passphrase are the same, so scrypt sees no difference. */
    @Test
    void anAuthenticChunkOfAnotherBackupWithTheSameIdIsNoticed() {
        BackupBuilder backup = backup(FORMAT_4);
        Part other = backup(SAME_ID).part(disk(SAME_ID, 1));
        Restored restored = losesTheDisk(backup.edit(disk(FORMAT_4, 1), part -> other));
        assertThat(restored.chunkVerdicts("work", "private.img")).containsOnly("verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20260101T120000-1235", "", "20260101T120000-1234!vm5"})
    void aChunkOfABackupWithAnotherIdDoesNotMatch(String id) {
        BackupBuilder backup = backup(FORMAT_4);
        BackupBuilder other =
                new BackupBuilder().format4().passphrase(backup.typed()).option("backup-id", id);
        Part made = other.authentic(DISK + ".001", BackupBuilder.random(1, 8000));
        losesTheDisk(backup.edit(disk(FORMAT_4, 1), part -> made))
                .says("“vm5/private.img.001.enc” is damaged or was altered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm5/private.img.002", "vm7/private.img.001", "VM5/private.img.001"})
    void aChunkMadeForAnotherNameDoesNotMatch(String name) {
        BackupBuilder backup = backup(FORMAT_4);
        BackupBuilder maker = new BackupBuilder().format4().passphrase(backup.typed());
        Part made = maker.authentic(name, BackupBuilder.random(1, 8000));
        losesTheDisk(backup.edit(disk(FORMAT_4, 1), part -> made.named(part.name())))
                .says("“vm5/private.img.001.enc” is damaged or was altered");
    }

    @ParameterizedTest
    @MethodSource("format2")
    void aFlippedBitInAnHmacEndsItsArchiveOnly(String name) {
        losesTheDisk(
                        backup(name)
                                .edit(
                                        disk(name, 1),
                                        part ->
                                                part.withHmac(
                                                        part.hmac()
                                                                .orElseThrow()
                                                                .replaceFirst("= *[0-8]", "= 9"))))
                .says("is damaged or was altered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(stdin)= ", "(stdin)= xyz", "(stdin)= abc", "\0\0\0", "="})
    void anHmacThatIsNoneVouchesForNothing(String line) {
        losesTheDisk(backup(FORMAT_2).edit(disk(FORMAT_2, 1), part -> part.withHmac(line)))
                .says("HMAC");
    }

    @ParameterizedTest
    @MethodSource("format2")
    void aMissingHmacVouchesForNothing(String name) {
        losesTheDisk(backup(name).dropHmac(disk(name, 1)))
                .says("“vm5/private.img.001” has no HMAC");
    }

    @ParameterizedTest
    @MethodSource("format2")
    void theHmacOfAnotherChunkVouchesForNothing(String name) {
        BackupBuilder backup = backup(name);
        String other = backup.part(disk(name, 2)).hmac().orElseThrow();
        losesTheDisk(backup.edit(disk(name, 1), part -> part.withHmac(other)))
                .says("is damaged or was altered");
    }

    @ParameterizedTest
    @MethodSource("withHeader")
    void aDamagedListLosesOnlyTheNames(String name) {
        BackupBuilder backup = RealBackup.ofFolders(name, folder);
        losesOnlyTheNames(backup.flip("qubes.xml.000" + suffix(name)));
    }

    @ParameterizedTest
    @MethodSource("withHeader")
    void aMissingListLosesOnlyTheNames(String name) {
        BackupBuilder backup = RealBackup.ofFolders(name, folder);
        losesOnlyTheNames(backup.drop("qubes.xml.000" + suffix(name)));
    }

    private void losesOnlyTheNames(BackupBuilder backup) {
        Restored restored = restored(backup).isDamagedBut("vm5", "vm7", "dom0");
        restored.says("The list of VMs is");
    }

    /** The other parts tell the passphrase from another one. */
    @Test
    void aDamagedListWithoutAHeaderLosesOnlyTheNames() {
        losesOnlyTheNames(RealBackup.ofFolders(HEADERLESS, folder).flip("qubes.xml.000"));
    }

    @Test
    void aListWithoutItsHmacAndWithoutAHeaderLosesOnlyTheNames() {
        losesOnlyTheNames(RealBackup.ofFolders(HEADERLESS, folder).dropHmac("qubes.xml.000"));
    }

    @Test
    void anotherArchiveInPlaceOfTheListIsNotTakenForIt() {
        BackupBuilder backup = RealBackup.ofFolders(FORMAT_2, folder);
        losesOnlyTheNames(backup.put("vm5/firewall.xml.000", "qubes.xml.000"));
    }

    static Stream<Arguments> cuts() {
        return Stream.of(FORMAT_4, FORMAT_2, HEADERLESS)
                .flatMap(name -> IntStream.range(0, CUTS).mapToObj(cut -> Arguments.of(name, cut)));
    }

    /** Spread evenly, each at another place within its block. */
    @ParameterizedTest
    @MethodSource("cuts")
    void aCutBackupIsNeverTakenForAWholeOne(String name, int cut) {
        BackupBuilder backup = backup(name);
        byte[] whole = backup.bytes();
        int length = (int) ((long) whole.length * cut / CUTS) + cut * 21 % 512;
        Restored restored = Restored.from(backup, Arrays.copyOf(whole, length), folder);
        OuterEntry last = BackupBuilder.entries(whole).getLast();
        if (length < last.offset() + last.size()) {
            assertThat(restored.exitCode()).as(restored.err()).isIn(1, 3, 4);
        }
        if (length > backup.offset("dom0-home/anna.000" + suffix(name))) {
            restored.isWhole("work").isWhole("vault");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCutInsideTheLastChunkIsNoticed(String name) {
        BackupBuilder backup = backup(name);
        byte[] whole = backup.bytes();
        String last = backup.lastOf("dom0-home/anna").name();
        int length = backup.dataOffset(last) + backup.part(last).bytes().length - 1;
        Restored.from(backup, Arrays.copyOf(whole, length), folder)
                .isDamagedBut("work", "vault")
                .says("The backup file ends too early");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aChunkWhoseOuterHeaderIsDamagedIsMissing(String name) {
        BackupBuilder backup = backup(name);
        byte[] bytes = backup.bytes();
        bytes[backup.offset(disk(name, 1)) + 130] ^= 1;
        Restored.from(backup, bytes, folder)
                .isDamagedBut("vault", "dom0")
                .says("“vm5/private.img.001” is missing", "could not be understood");
    }

    @ParameterizedTest
    @MethodSource("format4")
    void thePassphraseIsInNothingThatATamperedBackupLeaves(String name) {
        BackupBuilder backup = backup(name).flip(disk(name, 2));
        Restored restored = losesTheDisk(backup);
        assertThat(restored.out() + restored.err()).doesNotContain(backup.typed());
    }
}
