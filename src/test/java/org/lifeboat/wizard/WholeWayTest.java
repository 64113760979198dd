package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

import org.controlsfx.control.PopOver;
import org.junit.jupiter.api.Test;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Manifest;
import org.lifeboat.testing.TarHeaderBlock;
import org.lifeboat.testing.TestData;
import org.lifeboat.wizard.steps.Step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** From the backup file to the restored files. */
class WholeWayTest extends WindowTest {

    private static final Path MANIFEST =
            TestData.path("sample/qubes-backup-2016-01-01T120000.manifest.json");

    @Test
    void theKeyboardAloneLeadsFromTheBackupToTheRestoredFiles() throws IOException {
        openSample();
        enterPassphrase(TestData.SAMPLE_PASSPHRASE);
        awaitPage(Step.HEADER);
        awaitFocus("#primary");
        press(KeyCode.ENTER);

        awaitPage(Step.VMS);
        awaitFocus("#vms");
        tabTo("#all");
        press(KeyCode.SPACE);
        tabTo("#vms");
        press(KeyCode.ENTER);

        awaitPage(Step.DESTINATION);
        awaitFocus("#folder");
        Path destination = folder.resolve("restored");
        replaceText(destination.toString());
        press(KeyCode.ALT, KeyCode.W);
        awaitReady();
        press(KeyCode.ALT, KeyCode.R);

        awaitPage(Step.RESULT);
        assertThat(texts("#wizard")).contains("complete and in place").doesNotContain("damaged");
        Manifest.read(MANIFEST).assertMatches(destination);
    }

    @Test
    void theSampleIsOfferedWithItsPassphrase() {
        System.setProperty("lifeboat.sample", TestData.SAMPLE.toString());
        try {
            open();
        } finally {
            System.clearProperty("lifeboat.sample");
        }
        awaitFocus("#choose-file");
        press(KeyCode.ALT, KeyCode.S);
        awaitReady();
        assertThat(texts("#is-a-backup")).contains("This is a Qubes backup");
        press(KeyCode.ALT, KeyCode.C);
        awaitPage(Step.PASSPHRASE);
        assertThat(texts("#wizard")).contains(TestData.SAMPLE_PASSPHRASE);
    }

    @Test
    void aBackupThatIsOpenedFromOutsideLeadsToItsPassphraseAtOnce() {
        open(TestData.SAMPLE);
        awaitPage(Step.PASSPHRASE);
        awaitFocus("#passphrase");
    }

    @Test
    void whatHasToBeSaidOfABackupFromOutsideIsReadFirst() throws IOException {
        byte[] whole = Files.readAllBytes(TestData.SAMPLE);
        open(Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2 - 700)));
        await("it is said", () -> texts("#wizard").contains("cut off"));
        awaitReady();
        assertThat(isOn(Step.BACKUP)).isTrue();
    }

    @Test
    void whatIsNoBackupIsNamedAndLeadsNowhere() throws IOException {
        open(Files.write(folder.resolve("a.zip"), new byte[] {'P', 'K', 3, 4}));
        awaitShown("#not-a-backup");
        assertThat(texts("#not-a-backup")).contains("a ZIP archive");
        assertThat(node("#primary", Button.class).isDisabled()).isTrue();
    }

    @Test
    void aWrongPassphraseKeepsThePageAndGivesAdvice() {
        openSample();
        enterPassphrase("lifeboat simple");
        await("advice", () -> texts("#passphrase-outcome").contains("Caps Lock"));
        assertThat(isOn(Step.PASSPHRASE)).isTrue();
        awaitFocus("#passphrase");
        type(TestData.SAMPLE_PASSPHRASE);
        press(KeyCode.ENTER);
        awaitPage(Step.HEADER);
        assertThat(find("#variant")).isEmpty();
    }

    @Test
    void capsLockIsForgivenAndSaid() {
        openSample();
        enterPassphrase(TestData.SAMPLE_PASSPHRASE.toUpperCase(Locale.ROOT));
        awaitPage(Step.HEADER);
        assertThat(texts("#variant")).contains("Caps Lock was on");
    }

    @Test
    void bothHmacsOfTheHeaderAreOneClickAwayAndEscapeClosesThem() {
        openSample();
        enterPassphrase(TestData.SAMPLE_PASSPHRASE);
        awaitPage(Step.HEADER);
        press(KeyCode.ALT, KeyCode.S);
        await("both are shown", () -> proofs().size() == 2);
        assertThat(proofs().getFirst()).hasSizeGreaterThan(100).isEqualTo(proofs().getLast());
        press(KeyCode.ESCAPE);
        await("they are gone", () -> proofs().isEmpty());
        assertThat(isOn(Step.HEADER)).isTrue();
    }

    private static List<String> proofs() {
        return onFx(
                () ->
                        Window.getWindows().stream()
                                .filter(PopOver.class::isInstance)
                                .filter(Window::isShowing)
                                .filter(
                                        over ->
                                                ((PopOver) over).getSkin().getNode().getOpacity()
                                                        == 1)
                                .flatMap(over -> values(((PopOver) over).getContentNode()))
                                .toList());
    }

    private static Stream<String> values(Node proof) {
        return proof.lookupAll(".text-area").stream().map(area -> ((TextArea) area).getText());
    }

    @Test
    void theRevealButtonShowsWhatWasTyped() {
        openSample();
        awaitFocus("#passphrase");
        type("abc");
        press(KeyCode.ALT, KeyCode.H);
        await("the text", () -> node("#passphrase", TextField.class).getText().equals("abc"));
        awaitFocus("#passphrase");
        type("d");
        await("more text", () -> node("#passphrase", TextField.class).getText().equals("abcd"));
        press(KeyCode.ALT, KeyCode.H);
        await("dots", () -> !node("#passphrase", TextField.class).getText().contains("abc"));
    }

    @Test
    void damageNeverLooksComplete() {
        Path damaged =
                BackupBuilder.workAndVault()
                        .seal()
                        .flip("vm5/private.img.001")
                        .write(folder.resolve("backup"));
        openBackup(damaged, BackupBuilder.PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        continueTo(Step.RESULT);
        assertThat(texts("#wizard"))
                .contains("1 of 2 VMs are complete", "vm5/private.img.001")
                .doesNotContain("All 2 VMs", "in place");
        assertThat(texts("#problems")).contains("is damaged or was altered");
        TitledPane details = node("#hmac-details", TitledPane.class);
        assertThat(details.getText()).startsWith("The proof: ");
        robot.interact(() -> details.setExpanded(true));
        settle();
        assertThat(mapDescription()).contains("1 failed");
        robot.interact(() -> node("#only-problems", ToggleButton.class).fire());
        TableView<?> table = node("#hmacs", TableView.class);
        List<String> rows = onFx(() -> table.getItems().stream().map(Object::toString).toList());
        assertThat(rows)
                .anyMatch(row -> row.contains("vm5/private.img.001"))
                .noneMatch(row -> row.contains("vm6/"));
        assertThat(folder.resolve("restored/vault/private.img")).exists();
        assertThat(folder.resolve("restored/work/private.img")).doesNotExist();
    }

    private String mapDescription() {
        return onFx(() -> node("#result-map", Node.class).getAccessibleText());
    }

    @Test
    void cancellingAsksOnceStopsInTheMiddleAndNamesWhatIsIncomplete() {
        openBackup(
                HeldRestore.at(folder.resolve("restored/slow/private.img.incomplete")),
                HeldRestore.writeBackup(folder.resolve("backup")),
                BackupBuilder.PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        continueTo(Step.RESTORE);
        awaitFocus("#cancel");
        await("some work is done", () -> node("#whole", ProgressBar.class).getProgress() > 0);
        press(KeyCode.ESCAPE);
        awaitDialog();
        press(KeyCode.ESCAPE);
        await("the question is gone", () -> dialogs().isEmpty());
        assertThat(isOn(Step.RESTORE)).isTrue();
        press(KeyCode.SPACE);
        awaitDialog();
        assertThat(onFx(WindowTest::dialogs)).hasSize(1);
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        robot.push(KeyCode.SPACE);
        await("the result", () -> isOn(Step.RESULT));
        assertThat(dialogs()).isEmpty();
        assertThat(texts("#wizard"))
                .contains("Cancelled.", "private.img.incomplete")
                .doesNotContain("All 2 VMs");
        assertThat(folder.resolve("restored/slow/private.img")).doesNotExist();
        assertThat(folder.resolve("restored/slow/private.img.incomplete")).exists();
        assertThat(node("#primary", Button.class).getText()).isEqualTo("Go on with it");
        continueTo(Step.DESTINATION);
        awaitShown("#unfinished");
        assertThat(node("#folder", TextField.class).getText())
                .isEqualTo(folder.resolve("restored").toString());
        assertThat(node("#primary", Button.class).getText()).isEqualTo("_Restore 2 VMs");
    }

    @Test
    void cancellingWhileFilesAreCopiedStopsInTheMiddle() throws IOException {
        byte[] disk = new EditedDisk("ext4-of-2016").bytes();
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", disk);
        openBackup(
                HeldRestore.at(folder.resolve("restored/work/files.incomplete")),
                backup.seal().write(folder.resolve("backup")),
                BackupBuilder.PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        press(KeyCode.ALT, KeyCode.M);
        continueTo(Step.RESTORE);
        await("it is said", () -> texts("#in-work").contains("copying files of work"));
        press(KeyCode.ESCAPE);
        awaitDialog();
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        robot.push(KeyCode.SPACE);
        await("the result", () -> isOn(Step.RESULT));
        assertThat(texts("#wizard")).contains("Cancelled.");
        Path work = folder.resolve("restored/work");
        assertThat(work.resolve("private.img")).doesNotExist();
        assertThat(work.resolve("files")).doesNotExist();
        assertThat(work.resolve("files.incomplete")).isDirectory();
    }

    @Test
    void closingInTheMiddleAsksAndClosingWhileIdleDoesNot() {
        openBackup(
                new HeldRestore(() -> true),
                BackupBuilder.workAndVault().seal().write(folder.resolve("backup")),
                BackupBuilder.PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        continueTo(Step.RESTORE);
        robot.interact(this::askToClose);
        DialogPane question = awaitDialog();
        assertThat(onFx(question::getHeaderText)).contains("still at work");
        press(KeyCode.ESCAPE);
        await("the question is gone", () -> dialogs().isEmpty());
        assertThat(stage.isShowing()).isTrue();
        press(KeyCode.ESCAPE);
        awaitDialog();
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        robot.push(KeyCode.SPACE);
        awaitPage(Step.RESULT);
        robot.interact(this::askToClose);
        assertThat(dialogs()).isEmpty();
        await("the window is closed", () -> !stage.isShowing());
    }

    @Test
    void whatWasPausedIsOfferedInItsFolderWhenTheProgramIsOpenedAgain() throws TimeoutException {
        Path backup = HeldRestore.writeBackup(folder.resolve("backup"));
        Path restored = folder.resolve("somewhere/restored");
        openBackup(HeldRestore.at(restored.resolve("slow")), backup, BackupBuilder.PASSPHRASE);
        goToDestination(restored);
        continueTo(Step.RESTORE);
        await("the work stands still", () -> Files.isDirectory(restored.resolve("slow")));
        robot.interact(() -> node("#pause", Button.class).fire());
        await("the window is closed", () -> !stage.isShowing());
        close();
        openBackup(backup, BackupBuilder.PASSPHRASE);
        continueTo(Step.VMS);
        continueTo(Step.DESTINATION);
        awaitShown("#unfinished");
        assertThat(node("#folder", TextField.class).getText()).isEqualTo(restored.toString());
        continueTo(Step.RESULT);
        assertThat(restored.resolve("slow (2)")).doesNotExist();
    }

    private void askToClose() {
        WindowEvent request = new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST);
        stage.fireEvent(request);
    }

    @Test
    void tooLittleRoomIsSaidBeforeAnythingIsWritten() {
        HostileTar tar = new HostileTar();
        tar.header(new TarHeaderBlock("vm5/private.img", '0', 1_000_000_000_000_000L));
        BackupBuilder backup = new BackupBuilder();
        backup.vm("huge").tar("private.img", tar.finished());
        openBackup(backup.seal().write(folder.resolve("backup")), BackupBuilder.PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        await("it is said", () -> texts("#destination-outcome").contains("not enough space"));
        assertThat(node("#primary", Button.class).isDisabled()).isTrue();
        press(KeyCode.ENTER);
        assertThat(isOn(Step.DESTINATION)).isTrue();
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    @Test
    void verifyingWritesNothingAndSaysSo() {
        openBackup(
                BackupBuilder.workAndVault().seal().write(folder.resolve("backup")),
                BackupBuilder.PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        tabTo("#verify-only");
        press(KeyCode.ENTER);
        awaitPage(Step.RESULT);
        assertThat(texts("#wizard")).contains("All 2 VMs that were checked are complete");
        assertThat(find("#open-folder")).isEmpty();
        assertThat(folder.toFile().list()).containsExactly("backup");
    }

    @Test
    void onlyTheFilesAreRestoredIfThatIsChosen() throws IOException {
        openBackup(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        awaitReady();
        assertThat(find("#keep-disks")).isEmpty();
        press(KeyCode.ALT, KeyCode.M);
        awaitShown("#keep-disks");
        awaitReady();
        continueTo(Step.RESULT);
        assertThat(texts("#wizard")).contains("complete and in place").doesNotContain("damaged");
        Path work = folder.resolve("restored/work");
        assertThat(work.resolve("files/your_data.txt"))
                .content()
                .contains("This data has been successfully recovered!");
        assertThat(work.resolve("files/Documents/phone-backup.bin")).hasSize(92160);
        assertThat(work.resolve("private.img")).doesNotExist();
        assertThat(work.resolve("files.incomplete")).doesNotExist();
        assertThat(texts("#notes")).contains("never-started/private.img", "never started");
        assertThat(folder.resolve("restored/never-started/private.img")).exists();
        assertThat(Files.readString(folder.resolve("restored/lifeboat-report.json")))
                .contains("work/files")
                .doesNotContain("work/private.img");
    }

    @Test
    void theDiskImagesAreKeptBesideTheFilesIfThatIsChosen() {
        openBackup(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        awaitReady();
        tabTo("#folder");
        press(KeyCode.ALT, KeyCode.M);
        press(KeyCode.ALT, KeyCode.K);
        assertThat(node("#only-files", RadioButton.class).isSelected()).isTrue();
        assertThat(node("#keep-disks", CheckBox.class).isSelected()).isTrue();
        continueTo(Step.RESULT);
        assertThat(folder.resolve("restored/work/files/your_data.txt")).exists();
        assertThat(folder.resolve("restored/work/private.img")).exists();
    }

    @Test
    void moreVmsCanBeRestoredWithoutThoseThatAreInPlace() {
        openBackup(
                BackupBuilder.workAndVault().seal().write(folder.resolve("backup")),
                BackupBuilder.PASSPHRASE);
        continueTo(Step.VMS);
        awaitFocus("#vms");
        press(KeyCode.SPACE);
        continueTo(Step.DESTINATION);
        awaitFocus("#folder");
        replaceText(folder.resolve("restored").toString());
        chooseWholeDisks();
        continueTo(Step.RESULT);
        assertThat(folder.resolve("restored/work")).exists();
        assertThat(folder.resolve("restored/vault")).doesNotExist();
        robot.interact(() -> node("#restore-more", Button.class).fire());
        awaitPage(Step.VMS);
        assertThat(texts("#total")).contains("Nothing is ticked yet");
        press(KeyCode.SPACE);
        await("one is ticked", () -> texts("#total").contains("1 VM is ticked"));
        continueTo(Step.DESTINATION);
        awaitFocus("#folder");
        continueTo(Step.RESULT);
        assertThat(folder.resolve("restored/vault/private.img")).exists();
        assertThat(folder.resolve("restored/work (2)")).doesNotExist();
    }

    @Test
    void backIsSafeOnEveryPageAndKeepsWhatWasChosen() {
        openBackup(
                BackupBuilder.workAndVault().seal().write(folder.resolve("backup")),
                BackupBuilder.PASSPHRASE);
        continueTo(Step.VMS);
        press(KeyCode.SPACE);
        continueTo(Step.DESTINATION);
        awaitFocus("#folder");
        replaceText(folder.resolve("restored").toString());
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.VMS);
        assertThat(texts("#total")).contains("1 VM is ticked");
        press(KeyCode.ALT, KeyCode.B);
        awaitPage(Step.HEADER);
        tabTo("#back");
        press(KeyCode.ENTER);
        awaitPage(Step.PASSPHRASE);
        assertThat(node("#passphrase", TextField.class).getText()).isEmpty();
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.BACKUP);
        press(KeyCode.ALT, KeyCode.LEFT);
        assertThat(isOn(Step.BACKUP)).isTrue();
        assertThat(folder.toFile().list()).containsExactly("backup");
        continueTo(Step.PASSPHRASE);
        enterPassphrase(BackupBuilder.PASSPHRASE);
        awaitPage(Step.HEADER);
        continueTo(Step.VMS);
        continueTo(Step.DESTINATION);
        assertThat(node("#folder", TextField.class).getText())
                .isEqualTo(folder.resolve("restored").toString());
    }

    @Test
    void enterOnATickGoesOnAndLeavesItTicked() {
        openBackup(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        awaitReady();
        press(KeyCode.ALT, KeyCode.M);
        awaitReady();
        press(KeyCode.ENTER);
        awaitPage(Step.RESULT);
        assertThat(folder.resolve("restored/work/files/your_data.txt")).exists();
        assertThat(folder.resolve("restored/work/private.img")).doesNotExist();
    }

    @Test
    void whatTheDesktopCannotOpenIsSaidWithItsPlace() {
        try (HeldBackground desktopless = onFx(HeldBackground::new)) {
            show(desktopless::window);
            robot.interact(() -> desktopless.choose(TestData.SAMPLE));
            awaitPage(Step.PASSPHRASE);
            enterPassphrase(TestData.SAMPLE_PASSPHRASE);
            awaitPage(Step.HEADER);
            Path restored = folder.resolve("restored");
            goToDestination(restored);
            continueTo(Step.RESULT);
            robot.interact(() -> node("#open-report", Button.class).fire());
            awaitShown("#not-opened");
            assertThat(texts("#not-opened"))
                    .contains("no program", restored.resolve("lifeboat-report.html").toString());
            robot.interact(() -> node("#open-folder", Button.class).fire());
            settle();
            assertThat(texts("#not-opened")).contains(restored + "\n");
        }
    }
}
