package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.TestData;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files inside restored disks, on the command line: the sample's own story. */
class DiskCommandsTest {

    @TempDir private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void restoreTheSample() {
        String passphrase = TestData.SAMPLE.resolveSibling("passphrase.txt").toString();
        String to = folder.resolve("restored").toString();
        int exitCode =
                Cli.run(
                        new String[] {
                            "restore",
                            TestData.SAMPLE.toString(),
                            "--to",
                            to,
                            "--passphrase-file",
                            passphrase
                        },
                        Streams.nowhere());
        assertThat(exitCode).isZero();
    }

    private int run(String... args) {
        return run(false, args);
    }

    private int run(boolean isTerminal, String... args) {
        out.reset();
        err.reset();
        return Cli.run(args, new Streams(new PrintStream(out), new PrintStream(err), isTerminal));
    }

    private String image(String vm) {
        return folder.resolve("restored").resolve(vm).resolve("private.img").toString();
    }

    @Test
    void theHomeOfTheUserIsListedFirst() {
        assertThat(run("files", image("work"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("your_data.txt", "Documents/");
        assertThat(run("files", image("work"), "/home", "--json")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"name\" : \"user\"");
    }

    @Test
    void jsonTellsOfEveryEntryWhatALineCannot() {
        assertThat(run("files", image("work"), "--json")).isZero();
        Json list = Json.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(list.names()).containsExactly("path", "entries");
        assertThat(list.text("path")).isEqualTo("/home/user");
        assertThat(list.get("entries").elements())
                .allSatisfy(
                        entry ->
                                assertThat(entry.names())
                                        .containsExactly(
                                                "name",
                                                "kind",
                                                "sizeBytes",
                                                "modified",
                                                "locked",
                                                "verdict",
                                                "state"))
                .allSatisfy(entry -> assertThat(entry.text("verdict")).isEqualTo("good"))
                .anySatisfy(
                        entry -> {
                            assertThat(entry.text("name")).isEqualTo("Documents");
                            assertThat(entry.text("kind")).isEqualTo("folder");
                        });
        assertThat(run("files", image("work"), "/home/user/Documents/phone-backup.bin", "--json"))
                .isZero();
        Json file = Json.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(file.get("entries").elements())
                .singleElement()
                .satisfies(entry -> assertThat(entry.number("sizeBytes")).isEqualTo(92160));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aTerminalSeesHowFarACopyIsAndAPipeDoesNot() {
        String to = folder.resolve("copies").toString();
        assertThat(run(true, "copy", image("work"), "/home/user", "--to", to)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\r[", " %  ", "/s");
        assertThat(run("copy", image("work"), "/home/user", "--to", to)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("\r", "%");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("files were copied");
    }

    @Test
    void aFolderIsCopiedWhole() throws IOException {
        Path copies = folder.resolve("copies");
        assertThat(run("copy", image("work"), "/home/user", "--to", copies.toString())).isZero();
        assertThat(copies.resolve("user/your_data.txt"))
                .content()
                .contains("This data has been successfully recovered!");
        assertThat(Files.size(copies.resolve("user/Documents/phone-backup.bin"))).isEqualTo(92160);
    }

    @Test
    void aCopyBesideAnEarlierOneIsToldWithItsName() {
        String[] copy = {"copy", image("work"), "/home/user", "--to", folder.toString()};
        assertThat(run(copy)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(run(copy)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("“user” was copied as “user (2)”.\n");
        assertThat(folder.resolve("user (2)/your_data.txt")).exists();
    }

    @Test
    void aDiskThatWasNeverUsedIsSaidToBeEmpty() {
        assertThat(run("files", image("never-started"))).isEqualTo(ExitCode.UNREADABLE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("never started")
                .doesNotContain("Exception");
    }

    @Test
    void aPathThatIsNotThereIsWrongUsage() {
        assertThat(run("files", image("work"), "/nowhere")).isEqualTo(ExitCode.USAGE);
        assertThat(run("copy", image("work"), "/nowhere", "--to", folder.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("files", folder.resolve("none.img").toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aFileThatIsNoDiskIsRefused() throws IOException {
        Path noise = Files.write(folder.resolve("noise"), BackupBuilder.random(1, 70_000));
        assertThat(run("files", noise.toString())).isEqualTo(ExitCode.UNREADABLE);
    }
}
