package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.Restored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** VM names become folders on any computer; Qubes allows less than a hostile list of VMs. */
class VmNameTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "..|__",
                ".|_",
                "../x|.._x",
                "/etc|_etc",
                "a/b|a_b",
                "a\\b|a_b",
                "C:x|C_x",
                "NUL|_NUL",
                "com1.txt|_com1.txt",
                "CON|_CON",
                "a*?|a__",
                "<script>|_script_",
                "'ends '|ends_",
                "ends.|ends_",
                "lifeboat-report.json|lifeboat-report.json"
            })
    void aNameIsMadeSafe(String name, String safe) throws IOException {
        assertThat(restoredFolders(name)).containsExactly(safe, "vault");
    }

    static Stream<String> longNames() {
        return Stream.of("n".repeat(300), "é".repeat(300), "語".repeat(150), "🛟".repeat(100));
    }

    @ParameterizedTest
    @MethodSource("longNames")
    void aLongNameIsCut(String name) throws IOException {
        List<String> folders = restoredFolders(name);
        assertThat(folders).hasSize(2);
        assertThat(folders).anyMatch(made -> name.startsWith(made));
    }

    static Stream<String> steeringNames() {
        return Stream.of("\u0085", "\u007f", "\u009b2J", "\u202etxt.exe", "\u200b", "\t", "\u2028");
    }

    @ParameterizedTest
    @MethodSource("steeringNames")
    void aNameThatSteersATerminalDoesNot(String name) throws IOException {
        assertThat(restoredFolders("a" + name)).allMatch(made -> made.matches("[ -~]+"));
        for (String command : List.of("list", "verify")) {
            CommandRun run =
                    CommandRun.withPassphrase(
                            folder.resolve("backup"),
                            List.of(command, folder.resolve("backup").toString()));
            assertThat(run.out().replace("\n", ""))
                    .doesNotContainPattern("\\p{Cntrl}|\\p{Cf}|\u2028");
        }
    }

    private List<String> restoredFolders(String name) throws IOException {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("vault").file("private.img", random(1, 900));
        backup.vm(name).file("private.img", random(2, 900));
        Path file = backup.seal().write(folder.resolve("backup"));
        Path destination = folder.resolve("restored");
        CommandRun run =
                CommandRun.withPassphrase(
                        file, List.of("restore", file.toString(), "--to", destination.toString()));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).doesNotContain("\u009b", "\u202e");
        try (Stream<Path> made = Files.list(destination)) {
            List<Path> folders = made.filter(Files::isDirectory).toList();
            folders.forEach(made1 -> assertThat(made1.resolve("private.img")).exists());
            assertThat(page(destination)).doesNotContain("<script", "\u202e", "\u009b");
            return folders.stream().map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String page(Path destination) throws IOException {
        try (Stream<Path> files = Files.list(destination)) {
            return Files.readString(
                    files.filter(file -> file.toString().endsWith(".html"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    @Test
    void aVmWithoutANameIsNamedAfterItsFolder() {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("", "QubesAppVm", "vm5").file("private.img", random(1, 900));
        byte[] bytes = backup.seal().bytes();
        BackupBuilder expected = new BackupBuilder();
        expected.vm("vm5", "-", "vm5").expect("private.img", random(1, 900));
        Restored.from(expected, bytes, folder).isComplete();
    }

    @Test
    void twoVmsOfOneNameGetAFolderEach() throws IOException {
        assertThat(restoredFolders("vault")).containsExactly("vault", "vault (2)");
    }

    @Test
    void namesThatDifferOnlyInCaseGetAFolderEach() throws IOException {
        assertThat(restoredFolders("VAULT")).containsExactly("VAULT", "vault");
    }

    @Test
    void aVmCalledLikeDom0sHomeDoesNotGetItsPlace() {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("dom0-home").file("private.img", random(1, 900));
        backup.vm("dom0").file("private.img", random(2, 900));
        Restored.from(backup.seal(), folder).isComplete();
    }

    @Test
    void twoVmsOfOneFolderAreNotGuessedAt() {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work", "QubesAppVm", "vm5").file("private.img", random(1, 900));
        backup.vm("twin", "QubesAppVm", "vm5");
        Restored.from(backup.seal(), folder).isDamagedBut("work").says("“twin” should be in");
    }

    @Test
    void aFolderThatExistsIsLeftAlone() throws IOException {
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        Path existing = Files.createDirectories(folder.resolve("restored/work"));
        Restored.from(backup, folder)
                .says("A folder “work” was there already, so this one is “work (2)”");
        assertThat(existing).isEmptyDirectory();
        assertThat(folder.resolve("restored/work (2)/private.img")).exists();
    }

    @Test
    void aLinkInPlaceOfAVmsFolderIsNotFollowed() throws IOException {
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createDirectory(folder.resolve("restored"));
        Files.createSymbolicLink(folder.resolve("restored/work"), elsewhere);
        Restored.from(backup, folder).says("“work (2)”");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aSecondRestoreLeavesTheFirstAlone() {
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        Restored.from(backup, folder).isComplete();
        Restored.from(backup, folder).isComplete();
        assertThat(folder.resolve("restored/work/private.img")).exists();
        assertThat(folder.resolve("restored/work (2)/private.img")).exists();
        assertThat(folder.resolve("restored/lifeboat-report (2).json")).exists();
    }
}
