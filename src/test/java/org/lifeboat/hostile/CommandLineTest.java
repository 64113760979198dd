package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.lifeboat.testing.BackupBuilder.PASSPHRASE;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.report.Messages;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.Restored;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What scripts may rely on: exit statuses, and which stream says what. */
class CommandLineTest {

    @TempDir private Path folder;

    private Path backup;

    @BeforeEach
    void write() {
        backup = workAndVault().seal().write(folder.resolve("backup"));
    }

    private CommandRun run(String... arguments) {
        return CommandRun.withPassphrase(backup, List.of(arguments));
    }

    private void isWrongUsage(CommandRun run, String sentence) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("lifeboat: ").contains(sentence);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "verify"})
    void damageAmongAVmsPartsIsToldWithItsName(String command) throws IOException {
        BackupBuilder whole = workAndVault().seal();
        byte[] bytes = whole.bytes();
        bytes[whole.offset("vm5/private.img.002") + 130] ^= 1;
        Files.write(backup, bytes);
        assertThat(run(command, backup.toString()).err()).contains("work: At ");
    }

    @Test
    void nothingToDoIsWrongUsage() {
        isWrongUsage(CommandRun.of(), "say what to do");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "verify", "restore"})
    void aCommandWithoutABackupIsWrongUsage(String command) {
        isWrongUsage(CommandRun.of(command), "BACKUP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "verify", "restore"})
    void anUnknownOptionIsWrongUsage(String command) {
        isWrongUsage(run(command, backup.toString(), "--to", "x", "--frobnicate"), "--frobnicate");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        isWrongUsage(
                CommandRun.of("explode", "x"),
                "There is no command “explode”."
                        + " There are ask, list, verify, restore, files and copy.");
    }

    @ParameterizedTest
    @CsvSource({"lst, list", "verfy, verify", "restor, restore", "coppy, copy", "file, files"})
    void aMistypedCommandIsGuessedAt(String typed, String meant) {
        isWrongUsage(
                CommandRun.of(typed, "x"),
                "There is no command “" + typed + "”. Did you mean “" + meant + "”?");
    }

    @Test
    void anUnknownOptionIsNoUnknownCommand() {
        isWrongUsage(CommandRun.of("--lst", "x"), "--lst");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "verify", "restore", "files", "copy"})
    void theHelpNamesEveryOption(String command) {
        assertThat(CommandRun.of(command, "--help").out()).contains("--debug");
    }

    @Test
    void theHelpNamesEveryCommandAndHowToBegin() {
        String help = CommandRun.of("--help").out();
        assertThat(help)
                .containsPattern("(?m)^  ask +Restores")
                .containsPattern("(?m)^  copy +Copies")
                .contains(
                        "--passphrase-file FILE",
                        "--files-only: no disk images",
                        "Example: lifeboat restore qubes-backup --to restored --files-only");
    }

    @ParameterizedTest
    @CsvSource({
        "list, command.list",
        "verify, vm",
        "restore, restore.to",
        "files, path",
        "copy, paths",
        "copy, disk.passphrase.file"
    })
    void theHelpIsMadeOfTheTextsForPeople(String command, String key) {
        assertThat(CommandRun.of(command, "--help").out().replaceAll("\\s+", " "))
                .contains(Messages.text("cli.help." + key));
    }

    @Test
    void whatNoFileCanBeCalledIsWrongUsage() {
        isWrongUsage(CommandRun.of("list", "a\0b"), "no file can be called “a?b” here");
    }

    @Test
    void aTemplateThatIsOneFolderIsListedInWords() {
        BackupBuilder templates = new BackupBuilder();
        templates
                .vm("debian-8", "QubesTemplateVm", "vm9")
                .tar(".", new HostileTar().file("vm9/root.img", new byte[9]).finished());
        templates.seal().write(backup);
        CommandRun run = run("list", backup.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern(
                        "debian-8 +TemplateVM +green +[0-9.]+ (k?B|bytes) +its whole folder");
    }

    /** A device has no end, and tells no size. */
    @Test
    void aPassphraseFileWithoutEndIsWrongUsage() {
        Path endless = Path.of("/dev/zero");
        assumeThat(endless).exists();
        isWrongUsage(
                CommandRun.of("list", backup.toString(), "--passphrase-file", endless.toString()),
                "too large to be a passphrase");
    }

    @Test
    void aPassphraseIsNoOption() {
        isWrongUsage(CommandRun.of("list", "x", "--passphrase", "secret"), "--passphrase");
    }

    @Test
    void aRestoreWithoutADestinationIsWrongUsage() {
        isWrongUsage(run("restore", backup.toString()), "--to");
    }

    @Test
    void aBackupThatIsNotThereIsWrongUsage() {
        isWrongUsage(run("list", folder.resolve("none").toString()), "There is no file");
    }

    @Test
    void aFolderIsNoBackup() {
        isWrongUsage(run("list", folder.toString()), "is a folder");
    }

    private CommandRun onImage(String command, Path image) {
        return command.equals("files")
                ? CommandRun.of("files", image.toString())
                : CommandRun.of("copy", image.toString(), "/", "--to", folder + "/copies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "copy"})
    void whatIsNoFileIsNoImage(String command) throws IOException {
        isWrongUsage(onImage(command, folder.resolve("none")), "There is no file");
        isWrongUsage(onImage(command, folder), "is a folder, not a disk image");
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            isWrongUsage(onImage(command, socket), "is a pipe, a socket or a device");
        }
        assertThat(folder.resolve("copies")).doesNotExist();
    }

    @Test
    void aVmThatIsNotThereIsWrongUsage() {
        Path destination = folder.resolve("restored");
        isWrongUsage(
                run("restore", backup.toString(), "--to", destination.toString(), "--vm", "wrk"),
                "There is no VM “wrk”");
        assertThat(destination).doesNotExist();
    }

    @Test
    void aVmOfADamagedListIsToldApartFromOneThatIsNotThere() {
        workAndVault().seal().flip("qubes.xml.000").write(backup);
        CommandRun run = run("verify", backup.toString(), "--vm", "work");
        isWrongUsage(run, "The list of VMs is damaged or missing");
        isWrongUsage(run, "after their folders in the backup: vm5, vm6");
    }

    @Test
    void aVmNameThatSteersATerminalIsShownWithoutThat() {
        isWrongUsage(run("verify", backup.toString(), "--vm", "\u001b[31m"), "“?[31m”");
    }

    @ParameterizedTest
    @CsvSource({
        "--help, Usage",
        "--version, lifeboat",
        "list --help, Usage",
        "verify --help, Usage",
        "restore --help, Usage",
        "list --version, lifeboat",
        "verify --version, lifeboat",
        "restore --version, lifeboat",
        "-h, Usage",
        "-V, lifeboat"
    })
    void helpAndVersionAreAsked(String arguments, String expected) {
        CommandRun run = CommandRun.of(arguments.split(" "));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(expected);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "'\n', 0",
        "'\r\n', 0",
        "'\n\n', 4",
        "'\r\n\r\n', 4",
        "' ', 4",
        "' \n', 4",
        "'\r', 4",
        "'\n ', 4"
    })
    void oneFinalLineEndDoesNotBelongToThePassphrase(String end, int exitCode) throws IOException {
        Path file = Files.writeString(folder.resolve("p"), PASSPHRASE + end);
        CommandRun run =
                CommandRun.of("list", backup.toString(), "--passphrase-file", file.toString());
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void aPassphraseWithALineEndOfItsOwnIsTakenWhole() throws IOException {
        workAndVault().passphrase("two\nlines \n").seal().write(backup);
        Path file = Files.writeString(folder.resolve("p"), "two\nlines \n\n");
        CommandRun run =
                CommandRun.of("list", backup.toString(), "--passphrase-file", file.toString());
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aPassphraseFileThatIsNotThereIsWrongUsage() {
        isWrongUsage(
                CommandRun.of(
                        "list",
                        backup.toString(),
                        "--passphrase-file",
                        folder.resolve("none").toString()),
                "The passphrase file");
    }

    @Test
    void aPassphraseFileThatIsNoneIsWrongUsage() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[100_000]);
        isWrongUsage(
                CommandRun.of("list", backup.toString(), "--passphrase-file", large.toString()),
                "too large to be a passphrase");
    }

    @Test
    void withoutATerminalThePassphraseCannotBeAsked() {
        assumeThat(System.console() == null || !System.console().isTerminal()).isTrue();
        isWrongUsage(CommandRun.of("list", backup.toString()), "no terminal");
    }

    private void cannotBeUsed(Path destination) throws IOException {
        List<Path> before = all();
        CommandRun run = run("restore", backup.toString(), "--to", destination.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
        assertThat(run.err()).startsWith("lifeboat: ").doesNotContain("backup");
        assertThat(all()).containsAll(before).hasSize(before.size() + 1);
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return new ArrayList<>(paths.toList());
        }
    }

    @Test
    void aFileIsNoDestination() throws IOException {
        cannotBeUsed(Files.createFile(folder.resolve("file")));
    }

    @Test
    void aPathBelowAFileIsNoDestination() throws IOException {
        cannotBeUsed(Files.createFile(folder.resolve("file")).resolve("below/it"));
    }

    @Test
    void aLinkToNothingIsNoDestination() throws IOException {
        cannotBeUsed(
                Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file/nothing")));
    }

    @Test
    void aNameThatNoDriveTakesIsNoDestination() throws IOException {
        cannotBeUsed(folder.resolve("n".repeat(300)));
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNoDestination() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assertThat(closed.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(closed)).isFalse();
        cannotBeUsed(closed);
    }

    @Test
    void oneVmOfTwoIsRestoredAlone() {
        Restored restored = Restored.from(workAndVault().seal(), folder, "--vm", "vault");
        assertThat(restored.exitCode()).isZero();
        restored.isWhole("vault").leavesNothingAt("work");
        assertThat(restored.report().get("vms").elements()).hasSize(1);
    }

    @Test
    void damageToAVmThatWasNotAskedForDoesNotMatter() {
        Restored restored =
                Restored.from(
                        workAndVault().seal().flip("vm5/private.img.001"), folder, "--vm", "vault");
        assertThat(restored.exitCode()).isZero();
        restored.isWhole("vault");
    }

    @Test
    void verifyingFindsWhatRestoringFindsAndWritesNothing() throws IOException {
        workAndVault().seal().flip("vm5/private.img.001").write(backup);
        CommandRun run = run("verify", backup.toString(), "--json");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(Json.parse(run.out()).text("verdict")).isEqualTo("damaged");
        assertThat(all()).hasSize(3);
    }

    @Test
    void aListTellsWhatIsMissing() {
        workAndVault().seal().dropAll("vm5/").write(backup);
        CommandRun run = run("list", backup.toString(), "--json");
        assertThat(run.exitCode()).isEqualTo(1);
        Json work = Json.parse(run.out()).get("vms").elements().getFirst();
        assertThat(work.text("name")).isEqualTo("work");
        assertThat(work.get("included").isTrue()).isTrue();
        assertThat(work.text("verdict")).isEqualTo("missing");
    }

    @Test
    void theReportBesideTheVmsIsTheOneThatIsPrinted() throws IOException {
        Restored restored = Restored.from(workAndVault().seal(), folder);
        assertThat(restored.destination().resolve("lifeboat-report.json"))
                .hasContent(restored.out());
    }
}
