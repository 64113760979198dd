package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.Restored;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Headers that do not match, or match and ask for what cannot be done; nothing is written then. */
class HeaderTest {

    private static final String WRONG = "does not match the passphrase";

    @TempDir private Path folder;

    private void ends(BackupBuilder backup, int exitCode, String... sentences) {
        Restored restored = Restored.from(backup, folder);
        assertThat(restored.exitCode()).as(restored.err()).isEqualTo(exitCode);
        assertThat(restored.err()).contains(sentences);
        assertThat(restored.destination()).doesNotExist();
    }

    @Test
    void aWrongPassphraseIsToldAsThat() {
        ends(workAndVault().passphrase("another").seal(), 4, WRONG);
    }

    @Test
    void anEmptyPassphraseIsAWrongOne() throws Exception {
        Path file = workAndVault().seal().write(folder.resolve("backup"));
        Path empty = Files.createFile(folder.resolve("empty.txt"));
        var run = CommandRun.of("list", file.toString(), "--passphrase-file", empty.toString());
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains(WRONG);
    }

    @Test
    void theForgedOneOfTwoHeadersIsNeverUsed() {
        Part forged =
                new Part(
                        "backup-header",
                        "version=3\nencrypted=False\n".getBytes(StandardCharsets.US_ASCII),
                        Optional.of("(stdin)= 00"));
        BackupBuilder behind = workAndVault().seal();
        behind.parts().add(1, forged);
        Restored.from(behind, folder).isComplete();
    }

    @ParameterizedTest
    @CsvSource({
        "crypto-algorithm, gost89, the cipher “gost89”",
        "compression-filter, frobnicate -9, “frobnicate -9”",
        "version, 5, format 5",
        "version, 0, format 0",
        "version, 99999999999, format 99999999999",
        "version, three, format three",
        "hmac-algorithm, gost, the digest “gost”",
        "hmac-algorithm, SHA1, authenticated with “SHA1”"
    })
    void whatIsNotKnownIsNamed(String key, String value, String named) {
        BackupBuilder backup = workAndVault();
        if (key.equals("compression-filter")) {
            backup.compressor(value, byte[]::clone);
        }
        ends(backup.option(key, value).seal(), 3, named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version=3=4",
                "=3",
                "version",
                "version=3\nversion=3",
                "version=3\nencrypted=maybe",
                "version=3\nname=\u0001",
                "version=3\nname=ü",
                "version=3\nx"
            })
    void aMalformedHeaderIsQuoted(String header) {
        ends(workAndVault().rawHeader(header).seal(), 3, "“");
    }

    @Test
    void unknownKeysAndOrderDoNotMatter() {
        Restored.from(
                        workAndVault()
                                .rawHeader(
                                        "future=yes\ncompressed=TRUE\nencrypted=1\nversion=3\n\n")
                                .seal(),
                        folder)
                .isComplete();
    }

    @Test
    void aCipherThatIsNotUsedNeedNotBeKnown() {
        Restored.from(workAndVault().plain().option("crypto-algorithm", "gost89").seal(), folder)
                .isComplete();
    }

    @ParameterizedTest
    @CsvSource({
        "0, an empty file",
        "504b0304, a ZIP archive",
        "1f8b08, a gzip file",
        "414141, unknown"
    })
    void whatIsNoBackupIsNamed(String start, String named) {
        byte[] bytes =
                start.equals("0")
                        ? new byte[0]
                        : Arrays.copyOf(HexFormat.of().parseHex(start), 9000);
        notABackup(bytes, named);
    }

    @Test
    void randomBytesAreNoBackup() {
        notABackup(random(1, 3_000_000), "This is not a Qubes backup");
    }

    @Test
    void zerosAreNoBackup() {
        notABackup(new byte[3_000_000], "This is not a Qubes backup");
    }

    @Test
    void aTarIsNoBackup() {
        notABackup(
                new HostileTar().file("a", random(1, 99)).finished(),
                "a tar archive, but without a backup header");
    }

    private void notABackup(byte[] bytes, String named) {
        Restored restored = Restored.from(new BackupBuilder(), bytes, folder);
        assertThat(restored.exitCode()).isEqualTo(3);
        assertThat(restored.err()).contains("This is not a Qubes backup", named);
        assertThat(restored.destination()).doesNotExist();
    }
}
