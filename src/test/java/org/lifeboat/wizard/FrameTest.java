package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.stage.Window;

import org.controlsfx.control.PopOver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lifeboat.language.Language;
import org.lifeboat.local.Settings;
import org.lifeboat.report.Messages;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.TestData;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.steps.Step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What is around the pages, and small things on them that people told of. */
class FrameTest extends WindowTest {

    /** At a name's right side, in pixels: 0.7 em. */
    private static final double RAIL_PADDING = 10;

    @AfterEach
    void usualColours() {
        onFx(
                () -> {
                    Messages.speak(Language.ENGLISH);
                    Colours.choiceProperty().set(Colours.Choice.SYSTEM);
                    // One that stays would have the focus of the next test's window.
                    List.copyOf(Window.getWindows()).stream()
                            .filter(PopOver.class::isInstance)
                            .forEach(Window::hide);
                    return null;
                });
    }

    /** What stands over the page, beside what it belongs to. */
    private static String beside() {
        return onFx(
                () ->
                        Window.getWindows().stream()
                                .filter(PopOver.class::isInstance)
                                .filter(Window::isShowing)
                                .map(over -> ((PopOver) over).getContentNode())
                                .flatMap(node -> node.lookupAll(".label").stream())
                                .map(label -> ((Labeled) label).getText())
                                .reduce("", (one, other) -> one + "\n" + other));
    }

    @Test
    void f1HelpsWithThePageThatIsShown() {
        openSample();
        awaitFocus("#passphrase");
        press(KeyCode.F1);
        await("help", () -> beside().contains("nobody can open the backup"));
        press(KeyCode.ESCAPE);
        await("it is gone", () -> beside().isEmpty());
        assertThat(isOn(Step.PASSPHRASE)).isTrue();
    }

    @Test
    void theMenuTellsTheVersionAndTheLicences() {
        open();
        MenuButton menu = node("#help", MenuButton.class);
        robot.interact(
                () ->
                        menu.getItems().stream()
                                .filter(item -> "about".equals(item.getId()))
                                .findFirst()
                                .orElseThrow()
                                .fire());
        await("about", () -> beside().contains("Apache License 2.0"));
    }

    @Test
    void darkIsChosenWhateverTheSystemHas() {
        open();
        robot.interact(() -> Colours.choiceProperty().set(Colours.Choice.DARK));
        assertThat(Application.getUserAgentStylesheet()).containsIgnoringCase("dark");
        robot.interact(() -> Colours.choiceProperty().set(Colours.Choice.LIGHT));
        assertThat(Application.getUserAgentStylesheet()).containsIgnoringCase("light");
    }

    @Test
    void textAndColoursAreAsTheyWereWhenTheWindowWasClosed() throws TimeoutException {
        open();
        robot.interact(() -> Colours.choiceProperty().set(Colours.Choice.DARK));
        robot.interact(() -> TextSize.set(20));
        close();
        open();
        assertThat(onFx(() -> TextSize.pixelsProperty().get())).isEqualTo(20);
        assertThat(Application.getUserAgentStylesheet()).containsIgnoringCase("dark");
    }

    @Test
    void whatSomebodyWroteIntoTheSettingsBreaksNothing() {
        Settings.put("text-pixels", "NaN");
        Settings.put("colours", "plaid");
        open();
        assertThat(onFx(() -> TextSize.pixelsProperty().get())).isEqualTo(TextSize.NORMAL);
        assertThat(Colours.choiceProperty().get()).isEqualTo(Colours.Choice.SYSTEM);
    }

    @Test
    void aFolderThatABackupWasOpenedInIsOfferedTheNextTimeUntilItIsForgotten()
            throws TimeoutException {
        open();
        assertThat(find("#recent")).isEmpty();
        close();
        open(BackupBuilder.workAndVault().seal().write(folder.resolve("first")));
        awaitPage(Step.PASSPHRASE);
        close();
        open();
        await("the folder", () -> find("#recent").isPresent());
        assertThat(texts("#recent")).contains(folder.toString());
        robot.interact(() -> node("#recent .button", ButtonBase.class).fire());
        awaitReady();
        assertThat(find("#recent")).isEmpty();
        close();
        open();
        robot.interact(() -> node("#forget-recent", ButtonBase.class).fire());
        settle();
        assertThat(find("#recent")).isEmpty();
        await("it is forgotten", () -> Settings.get("recent-folders").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void noNameOnTheRailIsBrokenWithinAWord(Language language) {
        Messages.speak(language);
        open();
        for (Node node : onFx(() -> stage.getScene().getRoot().lookupAll(".rail-label"))) {
            Label label = (Label) node;
            double room = onFx(() -> label.getParent().getBoundsInParent().getWidth());
            for (String word : label.getText().split(" ")) {
                Text bold = new Text(word);
                bold.setFont(
                        Font.font(label.getFont().getFamily(), FontWeight.BOLD, TextSize.NORMAL));
                double before = onFx(() -> label.getBoundsInParent().getMinX());
                assertThat(before + bold.getLayoutBounds().getWidth() + RAIL_PADDING)
                        .as(word)
                        .isLessThan(room);
            }
        }
    }

    @Test
    void control0MakesTheTextAsLargeAsAtFirst() {
        open();
        awaitFocus("#choose-file");
        robot.interact(() -> TextSize.set(2 * TextSize.NORMAL));
        press(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(onFx(() -> TextSize.pixelsProperty().get())).isEqualTo(TextSize.NORMAL);
    }

    @Test
    void linesAreNeverTooLongToRead() {
        open();
        resize(1270, 740);
        robot.interact(() -> TextSize.set(TextSize.NORMAL));
        Region content = node("#page-backup", Region.class);
        assertThat(onFx(content::getWidth)).isBetween(700.0, 1010.0);
    }

    @Test
    void aChosenFolderListsTheBackupsInItAndMarksTheOneThatIsTaken() throws IOException {
        Path one = BackupBuilder.workAndVault().seal().write(folder.resolve("first"));
        Files.copy(one, folder.resolve("second"));
        Files.writeString(folder.resolve("holiday"), "no backup");
        open(folder);
        await("both", () -> offers().size() >= 2);
        assertThat(offers()).anyMatch(text -> text.startsWith("first "));
        assertThat(offers()).anyMatch(text -> text.startsWith("second "));
        assertThat(offers()).noneMatch(text -> text.startsWith("holiday "));
        robot.interact(() -> offer("second ").orElseThrow().fire());
        awaitReady();
        await("it is marked", () -> find(".offer.chosen").isPresent());
        assertThat(onFx(() -> ((Labeled) find(".offer.chosen").orElseThrow()).getText()))
                .startsWith("second ");
    }

    private List<String> offers() {
        return onFx(
                () ->
                        stage.getScene().getRoot().lookupAll(".offer").stream()
                                .map(node -> ((Labeled) node).getText())
                                .toList());
    }

    private Optional<ButtonBase> offer(String beginning) {
        return stage.getScene().getRoot().lookupAll(".offer").stream()
                .map(ButtonBase.class::cast)
                .filter(button -> button.getText().startsWith(beginning))
                .findFirst();
    }

    @Test
    void aFolderWithOneBackupIsAsGoodAsTheBackup() {
        BackupBuilder.workAndVault().seal().write(folder.resolve("only"));
        open(folder);
        awaitPage(Step.PASSPHRASE);
        assertThat(texts("#backup-name")).contains("only");
    }

    @Test
    void whatIsTypedIsHiddenAgainForTheNextBackup() {
        openSample();
        awaitFocus("#passphrase");
        robot.interact(() -> node("#reveal", ToggleButton.class).fire());
        assertThat(texts("#wizard")).contains("_Hide");
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.BACKUP);
        continueTo(Step.PASSPHRASE);
        assertThat(node("#reveal", ToggleButton.class).isSelected()).isFalse();
        assertThat(texts("#wizard")).doesNotContain("_Hide");
    }

    @Test
    void aClickAnywhereOnItsRowTicksAVm() {
        openBackup(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        continueTo(Step.VMS);
        awaitFocus("#vms");
        ListCell<?> cell =
                onFx(
                        () ->
                                node("#vms", Node.class).lookupAll(".list-cell").stream()
                                        .map(ListCell.class::cast)
                                        .filter(row -> row.getIndex() == 0)
                                        .findFirst()
                                        .orElseThrow());
        CheckBox tick = (CheckBox) cell.lookup(".check-box");
        boolean before = tick.isSelected();
        robot.clickOn(cell.lookup(".vm-name"));
        await("it changes", () -> tick.isSelected() != before);
        robot.clickOn(tick);
        await("it changes once", () -> tick.isSelected() == before);
    }

    @Test
    void aStoppedRestoreIsCalm() {
        openBackup(
                HeldRestore.at(folder.resolve("restored/slow/private.img.incomplete")),
                HeldRestore.writeBackup(folder.resolve("backup")),
                BackupBuilder.PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        continueTo(Step.RESTORE);
        await("the title tells", () -> stage.getTitle().contains("%"));
        robot.interact(() -> node("#cancel", ButtonBase.class).fire());
        awaitDialog();
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        robot.push(KeyCode.SPACE);
        awaitPage(Step.RESULT);
        assertThat(texts("#wizard")).contains("Stopped, as you wished");
        assertThat(find(".card.bad")).isEmpty();
        assertThat(stage.getTitle()).isEqualTo("Lifeboat");
    }

    @Test
    void aCheckHasItsOwnTitleAndEndsTheProgram() {
        openSample();
        enterPassphrase(TestData.SAMPLE_PASSPHRASE);
        awaitPage(Step.HEADER);
        continueTo(Step.VMS);
        continueTo(Step.DESTINATION);
        awaitReady();
        robot.interact(() -> node("#verify-only", ButtonBase.class).fire());
        awaitPage(Step.RESULT);
        assertThat(texts("#wizard")).contains("The backup is in good order");
        robot.interact(() -> node("#primary", ButtonBase.class).fire());
        await("the window is closed", () -> !stage.isShowing());
    }

    @Test
    void theFilesOfAVmAreCountedAndOneClickAway() {
        openBackup(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        continueTo(Step.VMS);
        continueTo(Step.DESTINATION);
        robot.interact(
                () ->
                        node("#folder", javafx.scene.control.TextField.class)
                                .setText(folder.resolve("restored").toString()));
        assertThat(texts("#destination-experts")).contains("For experts");
        awaitReady();
        assertThat(texts("#time")).contains("a few seconds");
        continueTo(Step.RESULT);
        assertThat(texts("#wizard")).contains("Your files are back");
        assertThat(texts("#vm-work")).contains("5 files", "complete", "Open");
        awaitShown("#open-vm-work");
        awaitShown("#finish");
    }
}
