package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.kit.WrappedCheckBox;
import org.lifeboat.wizard.steps.Step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What can be seen and done once a restore has ended. */
class ResultPageTest extends WindowTest {

    private static final int FEW_ROWS = 4;
    private static final int TAR_BLOCK = 512;
    private static final int CHUNK = 1024;

    private void restoreAll() {
        openBackup(
                BackupBuilder.workAndVault().seal().write(folder.resolve("backup")),
                BackupBuilder.PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        continueTo(Step.RESULT);
    }

    @Test
    void enterOpensTheFilesAndBackLeadsToTheResult() {
        restoreAll();
        awaitFocus("#primary");
        press(KeyCode.ENTER);
        await("the result is left", () -> !isOn(Step.RESULT));
        assertThat(isOn(Step.VMS)).isFalse();
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.RESULT);
    }

    @Test
    void backFromMoreVmsLeadsToTheResultAgain() {
        restoreAll();
        fire("#restore-more");
        awaitPage(Step.VMS);
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.RESULT);
        assertThat(texts("#wizard")).contains("complete and in place");
    }

    @Test
    void anotherBackupIsOpenedWithoutAWayIntoTheOldResult() {
        restoreAll();
        fire("#restore-more");
        awaitPage(Step.VMS);
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.RESULT);
        fire("#another-backup");
        awaitPage(Step.BACKUP);
        continueTo(Step.PASSPHRASE);
        enterPassphrase(BackupBuilder.PASSPHRASE);
        awaitPage(Step.HEADER);
        continueTo(Step.VMS);
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.HEADER);
    }

    @Test
    void aDamagedDiskSaysWhichFilesAreNotWholeAndLeadsToThem() throws IOException {
        EditedDisk disk = new EditedDisk("ext4-1k");
        Ext4 whole = disk.open();
        long inode = whole.find("home/user/Documents/numbers").orElseThrow().inode();
        long lost = TAR_BLOCK + whole.firstBlock(inode).orElseThrow() + 3 * CHUNK;
        BackupBuilder backup = new BackupBuilder().uncompressed().chunkSize(CHUNK);
        backup.vm("work").file("private.img", disk.bytes());
        backup.seal().flip("vm5/private.img.%03d".formatted(lost / CHUNK));
        openBackup(backup.write(folder.resolve("backup")), BackupBuilder.PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        continueTo(Step.RESULT);
        assertThat(texts("#loss-work"))
                .contains("files in work/private.img are whole; this one is not:")
                .contains("home/user/Documents/numbers (damaged)", "lost: ");
        assertThat(texts("#more-ways")).contains("Another copy", "ddrescue");
        fire("#also-damaged");
        awaitPage(Step.VMS);
        continueTo(Step.DESTINATION);
        awaitFocus("#use-damaged");
        await("it is in view", () -> isInView("#use-damaged"));
        String again = folder.resolve("again").toString();
        robot.interact(() -> node("#folder", TextField.class).setText(again));
        assertThat(node("#use-damaged", WrappedCheckBox.class).isSelected()).isTrue();
        continueTo(Step.RESULT);
        assertThat(robot.lookup("#also-damaged").queryAll()).isEmpty();
        tabTo("#open-files-work-private.img.incomplete");
        press(KeyCode.ENTER);
        awaitFocus("#files");
        assertThat(texts("#disk-notes")).contains("what could be saved");
        await("the state of each file", () -> texts("#files").contains("whole"));
    }

    @Test
    void whatCannotBeOpenedIsSaidWhereItIsSeen() {
        try (HeldBackground desktopless = onFx(HeldBackground::new)) {
            show(desktopless::window);
            resize(640, 480);
            BackupBuilder many = new BackupBuilder();
            for (String vm : List.of("one", "two", "three", "four", "five", "six")) {
                many.vm(vm).file("private.img", BackupBuilder.random(1, 1000));
            }
            Path backup = many.seal().write(folder.resolve("backup"));
            robot.interact(() -> desktopless.choose(backup));
            awaitPage(Step.PASSPHRASE);
            enterPassphrase(BackupBuilder.PASSPHRASE);
            awaitPage(Step.HEADER);
            goToDestination(folder.resolve("restored"));
            continueTo(Step.RESULT);
            fire("#open-folder");
            awaitShown("#not-opened");
            await("it is in view", () -> isInView("#not-opened"));
            assertThat(node(".page-scroll", ScrollPane.class).getVvalue()).isPositive();
        }
    }

    private boolean isInView(String selector) {
        Node page = find(".page-scroll").orElseThrow();
        Node shown = find(selector).orElseThrow();
        return shown.getLayoutBounds().getHeight() > 0
                && isWithin(
                        page.localToScene(page.getLayoutBounds()),
                        shown.localToScene(shown.getLayoutBounds()));
    }

    private void fire(String button) {
        robot.interact(() -> node(button, Button.class).fire());
    }

    @ParameterizedTest
    @CsvSource({"1, 1080, 740", "1, 640, 480", "2, 1080, 740", "2, 640, 480"})
    void theOpenedTableShowsRowsAndWholeHeads(int scale, double width, double height) {
        restoreAll();
        robot.interact(() -> TextSize.set(scale * TextSize.NORMAL));
        resize(width, height);
        robot.interact(() -> node("#hmac-details", TitledPane.class).setExpanded(true));
        await("rows are drawn", () -> drawnRows() >= FEW_ROWS);
        assertThat(onFx(this::heads)).isNotEmpty().allSatisfy(ResultPageTest::assertIsWhole);
    }

    /** Rows that have a text and lie between the edges of their table. */
    private long drawnRows() {
        Node table = find("#hmacs").orElseThrow();
        Bounds room = table.localToScene(table.getLayoutBounds());
        return table.lookupAll(".table-row-cell").stream()
                .filter(WindowTest::isShown)
                .filter(row -> isWithin(room, row.localToScene(row.getLayoutBounds())))
                .filter(
                        row ->
                                row.lookupAll(".table-cell").stream()
                                        .anyMatch(
                                                cell ->
                                                        cell instanceof Labeled labeled
                                                                && labeled.getText() != null
                                                                && !labeled.getText().isBlank()))
                .count();
    }

    /** However far it goes to the right, where one can scroll. */
    private static boolean isWithin(Bounds room, Bounds row) {
        return row.getMinY() >= room.getMinY() && row.getMaxY() <= room.getMaxY();
    }

    private List<Label> heads() {
        return find("#hmacs").orElseThrow().lookupAll(".column-header .label").stream()
                .map(Label.class::cast)
                .filter(label -> !label.getText().isEmpty())
                .toList();
    }

    private static void assertIsWhole(Label head) {
        assertThat(head.getChildrenUnmodifiable())
                .filteredOn(Text.class::isInstance)
                .extracting(text -> ((Text) text).getText())
                .containsExactly(head.getText());
    }
}
