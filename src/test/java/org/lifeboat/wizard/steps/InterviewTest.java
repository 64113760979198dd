package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.restore.Verdict;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.wizard.kit.Dialogue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

class InterviewTest {

    @TempDir Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Path backup() {
        return BackupBuilder.workAndVault().seal().write(folder.resolve("qubes-backup"));
    }

    private Optional<Verdict> run(Optional<Path> given, List<String> secrets, String... answers) {
        Deque<char[]> hidden = new ArrayDeque<>(secrets.stream().map(String::toCharArray).toList());
        Dialogue talk =
                new Dialogue(
                        new BufferedReader(new StringReader(String.join("\n", answers) + "\n")),
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        () -> Optional.ofNullable(hidden.poll()));
        return new Interview(talk, given, cancellation -> () -> {}).run();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static List<String> right() {
        return List.of(BackupBuilder.PASSPHRASE);
    }

    @Test
    void theSevenStepsRestoreWhatWasTyped() {
        Path to = folder.resolve("to");
        String disks = "2";
        assertThat(
                        run(
                                Optional.empty(),
                                right(),
                                backup().toString(),
                                "",
                                "all",
                                disks,
                                to.toString()))
                .contains(Verdict.OK);
        assertThat(to.resolve("work")).isDirectory();
        assertThat(to.resolve("vault")).isDirectory();
        assertThat(said())
                .contains(
                        "Step 1 of 7", "Step 7 of 7", "genuine", "2 VMs are ticked", to.toString());
        assertThat(said()).doesNotContain(BackupBuilder.PASSPHRASE).doesNotContain("\u001b", "\r");
    }

    @Test
    void aBackupThatWasNamedIsNotAskedFor() {
        run(Optional.of(backup()), List.of());
        assertThat(said()).contains("This is a Qubes backup.", "Passphrase:");
    }

    @Test
    void aWrongPassphraseIsSaidAndAskedForAgain() {
        run(Optional.of(backup()), List.of("wrong", BackupBuilder.PASSPHRASE));
        assertThat(said()).contains("is not the one of this backup", "genuine");
    }

    @Test
    void numbersPickVms() {
        Path to = folder.resolve("to");
        run(Optional.of(backup()), right(), "", "2", "2", to.toString());
        assertThat(to.toFile().list()).hasSize(3);
        assertThat(said()).contains("1 VM is ticked");
    }

    @Test
    void checkingWritesNothing() {
        Optional<Verdict> verdict = run(Optional.of(backup()), right(), "", "all", "3");
        assertThat(verdict).contains(Verdict.OK);
        assertThat(folder.toFile().list()).containsExactly("qubes-backup");
    }

    @Test
    void backLeadsOneStepBack() {
        run(Optional.of(backup()), List.of(BackupBuilder.PASSPHRASE, ""), "<", "q");
        assertThat(said().split("Step 2 of 7", -1)).hasSize(3);
    }

    @Test
    void leavingIsPossibleAtEveryQuestion() {
        assertThat(run(Optional.empty(), right(), "q")).isEmpty();
        assertThat(run(Optional.of(backup()), right(), "Q")).isEmpty();
        assertThat(run(Optional.of(backup()), right(), "", "q")).isEmpty();
        assertThat(run(Optional.of(backup()), right(), "", "all", "q")).isEmpty();
    }

    @Test
    void aFileThatIsNoBackupIsSaid() throws IOException {
        Path other = Files.writeString(folder.resolve("letter"), "Dear");
        run(Optional.of(other), List.of(), "q");
        assertThat(said()).contains("This is not a Qubes backup");
    }

    @Test
    void whatIsWholeOfADamagedDiskIsSaidAtTheEnd() {
        BackupBuilder backup =
                DiskBackup.of(DiskFixtures.image("ext4-4k"))
                        .uncompressed()
                        .chunkSize(100_000)
                        .seal();
        String last = backup.lastOf("vm5/private.img").name();
        Path file = backup.flip(last).write(folder.resolve("qubes-backup"));
        Path to = folder.resolve("to");
        run(Optional.of(file), right(), "", "all", "2", to.toString());
        assertThat(said()).containsPattern("\\d+ of \\d+ files in work/private.img are whole");
    }
}
