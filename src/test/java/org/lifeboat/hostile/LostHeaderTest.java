package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.RealBackup;
import org.lifeboat.testing.Restored;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Headers that are damaged, altered or lost, where the other parts match the passphrase. */
class LostHeaderTest {

    private static final String REBUILT = "What it said could be found";
    private static final String INFERRED = "could be told from its parts";

    @TempDir private Path folder;

    private void isRebuilt(BackupBuilder backup) {
        Restored.from(backup, folder).isComplete().says(REBUILT);
    }

    /** All VMs are whole, though something in the backup is damaged. */
    private Restored isInferred(BackupBuilder backup) {
        Restored restored = Restored.from(backup, folder).says(INFERRED);
        assertThat(restored.report().get("header").get("verified").isTrue()).isFalse();
        return restored;
    }

    private static BackupBuilder withHeader(String text) {
        return workAndVault()
                .seal()
                .edit(
                        "backup-header",
                        part ->
                                new Part(
                                        part.name(),
                                        text.getBytes(StandardCharsets.US_ASCII),
                                        part.hmac()));
    }

    @Test
    void aFlippedBitInTheHeaderIsFound() {
        isRebuilt(workAndVault().seal().flip("backup-header"));
    }

    /** The beginning of a backup file is what is written over most easily. */
    @Test
    void withoutHeaderAndListTheVmsAreCalledAsTheirFoldersAre() {
        BackupBuilder backup = workAndVault().seal();
        Restored restored = isInferred(backup.dropAll("backup-header").dropAll("qubes.xml"));
        for (String vm : List.of("vm5", "vm6")) {
            assertThat(restored.destination().resolve(vm + "/private.img")).exists();
        }
    }

    @Test
    void aBeginningThatWasWrittenOverIsSteppedOver() {
        BackupBuilder backup = workAndVault().seal();
        byte[] bytes = backup.bytes();
        Arrays.fill(bytes, 0, backup.offset("vm5/private.img.000"), (byte) 0);
        Restored restored = Restored.from(backup, bytes, folder).says(INFERRED);
        assertThat(restored.destination().resolve("vm5/private.img")).exists();
    }

    @Test
    void aHeaderThatIsLostIsNotCalledGenuine() {
        Path file = workAndVault().seal().dropAll("backup-header").write(folder.resolve("b"));
        CommandRun run = CommandRun.withPassphrase(file, List.of("list", file.toString()));
        assertThat(run.out()).contains("HMAC-SHA512").doesNotContain("genuine");
    }

    /** Its name is part of each key in format 4, and nothing but the header tells it. */
    @Test
    void inFormat4NothingIsReadWithoutTheHeader() {
        BackupBuilder backup = workAndVault().format4().seal();
        Restored restored =
                Restored.from(backup.dropAll("backup-header").dropAll("qubes.xml"), folder);
        assertThat(restored.exitCode()).isEqualTo(4);
        assertThat(restored.err()).contains("missing or cannot be read");
    }

    /** Whatever a header says that this program does not know. */
    @Test
    void aFlippedBitInAnUnusualHeaderIsFound() {
        BackupBuilder backup =
                workAndVault().rawHeader("future=yes\ncompressed=TRUE\nencrypted=1\nversion=3\n\n");
        isRebuilt(backup.seal().flip("backup-header"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "version=3\nencrypted=False\ncompressed=False\n", "\0\0\0\0"})
    void aHeaderThatIsLostOrForgedIsFoundByItsHmac(String text) {
        isRebuilt(withHeader(text));
    }

    @Test
    void aForgedHeaderInFrontIsNeverUsed() {
        BackupBuilder backup = workAndVault().seal();
        Part header = backup.part("backup-header");
        backup.parts()
                .addFirst(
                        new Part(
                                "backup-header",
                                "version=3\nencrypted=False\n".getBytes(StandardCharsets.US_ASCII),
                                header.hmac()));
        isRebuilt(backup);
    }

    @ParameterizedTest
    @CsvSource({
        "crypto-algorithm, aes256",
        "compression-filter, pigz",
        "hmac-algorithm, sha512",
    })
    void otherValuesThatQubesWroteAreFound(String key, String value) {
        BackupBuilder backup = workAndVault().option(key, value).seal();
        backup.edit("backup-header", part -> new Part(part.name(), random(1, 100), part.hmac()));
        isRebuilt(backup);
    }

    private static Stream<BackupBuilder> formats() {
        return Stream.of(
                workAndVault(),
                workAndVault().plain(),
                workAndVault().uncompressed(),
                workAndVault().plain().uncompressed(),
                workAndVault().mac("HmacSHA1").option("hmac-algorithm", "SHA1"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void withoutItsHmacTheHeaderIsNotReadButToldFromTheParts(BackupBuilder backup) {
        isInferred(backup.seal().dropHmac("backup-header")).isDamagedBut("work", "vault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(stdin)= ", "rubbish", "(stdin)= 00"})
    void anHmacThatIsNoneIsAsGoodAsLost(String line) {
        BackupBuilder backup = workAndVault().seal();
        isInferred(backup.edit("backup-header", part -> part.withHmac(line)))
                .isDamagedBut("work", "vault");
    }

    @Test
    void anotherPartsHmacDoesNotMakeAHeader() {
        BackupBuilder backup = workAndVault().seal();
        String hmac = backup.part("qubes.xml.000").hmac().orElseThrow();
        isInferred(backup.edit("backup-header", part -> part.withHmac(hmac)))
                .isDamagedBut("work", "vault");
    }

    @Test
    void aHeaderOfMoreThanAMebibyteIsNotRead() {
        String padding = "x=" + "y".repeat(1 << 20) + "\n";
        isInferred(workAndVault().rawHeader(padding).seal()).isDamagedBut("work", "vault");
    }

    @Test
    void aHeaderThatIsGoneIsToldFromTheParts() {
        isInferred(workAndVault().seal().drop("backup-header")).isDamagedBut("work", "vault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r2-encrypted-compressed", "r2-encrypted", "r2-plain-compressed"})
    void format2IsToldFromTheParts(String name) {
        BackupBuilder backup = RealBackup.of("format2/" + name, folder);
        isInferred(backup.edit("backup-header", part -> part.withHmac("lost")))
                .isDamagedBut("work", "vault");
    }

    @Test
    void format4HasAnEncryptedCopyOfTheHeader() {
        BackupBuilder backup = workAndVault().format4().seal();
        Restored.from(backup.flip("backup-header"), folder)
                .isComplete()
                .says("Its encrypted copy in the backup was used");
    }

    @Test
    void format4NeedsNoHeaderBesideItsEncryptedCopy() {
        BackupBuilder backup = workAndVault().format4().seal();
        byte[] bytes = backup.bytes();
        Arrays.fill(bytes, 0, 1536, (byte) 0);
        Restored.from(backup, bytes, folder)
                .isComplete()
                .says("Its encrypted copy in the backup was used");
    }

    @Test
    void aWrongPassphraseIsStillOne() {
        BackupBuilder backup = workAndVault().passphrase("another").seal().flip("backup-header");
        Restored restored = Restored.from(backup, folder);
        assertThat(restored.exitCode()).isEqualTo(4);
        assertThat(restored.destination()).doesNotExist();
    }
}
