package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.testing.TestData;
import org.lifeboat.wizard.HeldBackground;
import org.lifeboat.wizard.WindowTest;
import org.lifeboat.wizard.steps.Step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** The files inside disk images, from the window. */
class DiskPageTest extends WindowTest {

    /** Four grey pixels. */
    private static final byte[] PNG =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGMQ"
                                    + "aGBoEAAAA2YBIdjtNTQAAAAASUVORK5CYII=");

    private void openDisk(byte[] image) {
        open(DiskImages.write(folder.resolve("private.img"), image));
        awaitFocus("#open-as-disk");
        press(KeyCode.ENTER);
    }

    private void openFiles(byte[] image) {
        openDisk(image);
        awaitFocus("#files");
    }

    private List<String> rows() {
        TableView<?> table = node("#files", TableView.class);
        return onFx(() -> table.getItems().stream().map(row -> ((FileRow) row).name()).toList());
    }

    private void awaitRows(String... names) {
        await("rows " + List.of(names), () -> rows().equals(List.of(names)));
    }

    private void awaitText(String selector, String text) {
        await(selector + " says " + text, () -> texts(selector).contains(text));
    }

    @Test
    void theKeyboardAloneLeadsFromTheBackupToACopiedFile() throws IOException {
        openBackup(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        Path restored = folder.resolve("restored");
        goToDestination(restored);
        continueTo(Step.RESULT);
        awaitFocus("#primary");
        tabTo("#open-files-work-private.img");
        press(KeyCode.ENTER);
        awaitFocus("#files");
        awaitRows(".config", "Documents", ".bashrc", "latest", "your_data.txt");
        press(KeyCode.END);
        awaitText("#preview", "This data has been successfully recovered!");
        press(KeyCode.SPACE);
        awaitText("#wizard", "Ticked: 1 file, 43 bytes");
        press(KeyCode.ALT, KeyCode.C);
        awaitFocus("#copy-folder");
        replaceText(folder.resolve("copies").toString());
        awaitReady();
        press(KeyCode.ENTER);
        awaitShown("#copied");
        assertThat(texts("#copied")).contains("1 file was copied (43 bytes).");
        assertThat(folder.resolve("copies/your_data.txt"))
                .content()
                .isEqualTo("This data has been successfully recovered!\n");
        awaitFocus("#primary");
        press(KeyCode.ENTER);
        awaitFocus("#files");
        awaitText("#wizard", "Nothing is ticked yet.");
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.RESULT);
        assertThat(restored.resolve("work/private.img")).exists();
        tabTo("#open-files-work-private.img");
        press(KeyCode.ENTER);
        awaitFocus("#files");
    }

    @Test
    void theResultPageKeepsTheCommandsForExperts() {
        openBackup(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        goToDestination(folder.resolve("restored"));
        continueTo(Step.RESULT);
        robot.interact(() -> node("#expert-commands", TitledPane.class).setExpanded(true));
        settle();
        assertThat(texts("#expert-commands"))
                .contains("lifeboat copy '", "sudo mount -o loop,ro", "kernel has to trust");
    }

    @Test
    void aDiskOpensFromTheFirstPageAndBackLeadsThere() {
        openFiles(DiskImages.fixture("ext4-4k"));
        awaitRows("Documents", "your_data.txt");
        press(KeyCode.ENTER);
        awaitRows("numbers");
        press(KeyCode.BACK_SPACE);
        awaitRows("Documents", "your_data.txt");
        press(KeyCode.BACK_SPACE);
        awaitRows("user");
        press(KeyCode.BACK_SPACE);
        await("the root", () -> rows().contains("tiny"));
        assertThat(rows()).startsWith("home", "lost+found", "many");
        press(KeyCode.ALT, KeyCode.B);
        awaitPage(Step.BACKUP);
        awaitShown("#choose-disk");
        awaitShown("#open-as-disk");
    }

    @Test
    void theWayAboveLeadsThereWithOneClick() {
        openFiles(DiskImages.fixture("ext4-4k"));
        awaitRows("Documents", "your_data.txt");
        robot.interact(
                () ->
                        ((Button) node("#crumbs", Node.class).lookupAll(".crumb").iterator().next())
                                .fire());
        await("the root", () -> rows().contains("tiny"));
        awaitFocus("#files");
    }

    @Test
    void aSearchFindsFilesAnywhereAndLeadsToTheirFolder() {
        // The first page has the same letter for its sample, but a small one.
        System.setProperty("lifeboat.sample", TestData.SAMPLE.toString());
        try {
            openFiles(DiskImages.fixture("ext4-4k"));
        } finally {
            System.clearProperty("lifeboat.sample");
        }
        press(KeyCode.ALT, KeyCode.S);
        awaitFocus("#disk-search");
        type("NUMBER");
        press(KeyCode.ENTER);
        await("all are found", () -> rows().size() == 7);
        awaitFocus("#files");
        awaitText("#found", "7 found.");
        press(KeyCode.ESCAPE);
        awaitRows("Documents", "your_data.txt");
        tabBackTo("#disk-search");
        replaceText("numbers");
        press(KeyCode.ENTER);
        awaitRows("numbers");
        awaitFocus("#files");
        press(KeyCode.ENTER);
        awaitText("#crumbs", "Documents");
        tabBackTo("#disk-search");
        replaceText("no such name");
        press(KeyCode.ENTER);
        awaitText("#files", "Nothing in this disk has such a name.");
    }

    private void tabBackTo(String selector) {
        robot.interact(() -> node(selector, Node.class).requestFocus());
        awaitFocus(selector);
    }

    @Test
    void picturesAreShownAndImpossibleOnesAreNot() {
        byte[] image = DiskImages.fixture("ext4-4k");
        byte[] numbers = "1\n2\n3\n4\n5\n6\n7\n".getBytes(StandardCharsets.US_ASCII);
        int place = find(image, numbers);
        System.arraycopy(PNG, 0, image, place, PNG.length);
        openFiles(image);
        press(KeyCode.ENTER);
        awaitRows("numbers");
        await("the picture", () -> find(".preview .image-view").isPresent());
        press(KeyCode.ALT, KeyCode.B);
        awaitPage(Step.BACKUP);
        image[place + 16] = 0x7f;
        DiskImages.write(folder.resolve("private.img"), image);
        robot.interact(() -> node("#open-as-disk", ButtonBase.class).fire());
        awaitRows("Documents", "your_data.txt");
        awaitFocus("#files");
        press(KeyCode.ENTER);
        awaitText("#preview", "too many points");
    }

    private static int find(byte[] bytes, byte[] wanted) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return all.indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    @Test
    void damageIsMarkedNamedAndTheRestIsThere() throws IOException {
        EditedDisk disk = new EditedDisk("ext3-4k");
        disk.u32(disk.inode("/home/user/Documents"), 0);
        disk.u32(disk.map("home/user/your_data.txt"), 0x7fffffff);
        openFiles(disk.bytes());
        awaitText("#disk-notes", "One file or folder here is not whole");
        press(KeyCode.END);
        awaitText("#preview", "leads outside the file system");
        press(KeyCode.SPACE);
        awaitReady();
        press(KeyCode.ALT, KeyCode.C);
        awaitFocus("#copy-folder");
        replaceText(folder.resolve("copies").toString());
        awaitReady();
        press(KeyCode.ENTER);
        awaitShown("#copied");
        assertThat(texts("#copied"))
                .contains("No files were copied", "1 thing could not be copied whole")
                .contains("your_data.txt: It leads outside the file system");
    }

    @Test
    void partitionsAreChosenFirst() {
        openDisk(DiskImages.partitioned(DiskImages.fixture("ext4-2k")));
        awaitFocus("#partition-2");
        assertThat(texts("#partitions")).contains("swap space", "Linux files (ext4)");
        press(KeyCode.SHIFT, KeyCode.TAB);
        press(KeyCode.ENTER);
        awaitText("#disk-closed", "swap space");
        press(KeyCode.ENTER);
        awaitFocus("#partition-2");
        press(KeyCode.ENTER);
        awaitFocus("#files");
        awaitRows("Documents", "your_data.txt");
        assertThat(texts("#crumbs")).contains("Partition 2");
    }

    @Test
    void aDiskWithoutFilesIsExplained() {
        openDisk(new byte[1 << 20]);
        awaitText("#disk-closed", "never started");
        press(KeyCode.ALT, KeyCode.B);
        awaitPage(Step.BACKUP);
    }

    @Test
    void whatIsNoDiskIsNotOfferedAsOne() throws IOException {
        open(Files.writeString(folder.resolve("letter"), "Dear Anna,\n".repeat(100)));
        awaitShown("#not-a-backup");
        settle();
        assertThat(find("#open-as-disk")).isEmpty();
    }

    @Test
    void tooLittleRoomIsSaidBeforeAnythingIsWritten() throws IOException {
        EditedDisk disk = new EditedDisk("ext3-4k");
        long inode = disk.inode("home/user/your_data.txt");
        disk.u32(inode + 28, 0xffffffffL).u16(inode + 116, 0xffff);
        disk.u32(inode + 4, 0xffffffffL).u32(inode + 108, 0xffff);
        openFiles(disk.bytes());
        press(KeyCode.END);
        press(KeyCode.SPACE);
        press(KeyCode.ALT, KeyCode.C);
        awaitFocus("#copy-folder");
        replaceText(folder.resolve("copies").toString());
        awaitText("#copy-outcome", "not enough space");
        assertThat(node("#primary", Button.class).isDisabled()).isTrue();
        press(KeyCode.ENTER);
        assertThat(folder.resolve("copies")).doesNotExist();
    }

    @Test
    void foldersTakeTheirFilesAlongAndSortingKeepsThemFirst() {
        openFiles(DiskImages.fixture("ext4-4k"));
        awaitRows("Documents", "your_data.txt");
        press(KeyCode.SPACE);
        awaitText("#wizard", "Ticked: 1 file, 6.4 kB");
        press(KeyCode.ENTER);
        awaitRows("numbers");
        press(KeyCode.SPACE);
        awaitText("#wizard", "Ticked: 1 file, 6.4 kB");
        press(KeyCode.BACK_SPACE);
        awaitRows("Documents", "your_data.txt");
        press(KeyCode.BACK_SPACE);
        press(KeyCode.BACK_SPACE);
        await("the root", () -> rows().contains("tiny"));
        TableView<?> table = node("#files", TableView.class);
        robot.interact(() -> sortBySize(table));
        await("sorted", () -> rows().indexOf("tiny") < rows().indexOf("inline"));
        assertThat(rows()).startsWith("home", "lost+found");
        assertThat(rows()).endsWith("holes");
    }

    private static <T> void sortBySize(TableView<T> table) {
        table.getSortOrder().add(table.getColumns().get(4));
    }

    @Test
    void cancellingAsksOnceAndKeepsWhatIsComplete() throws Exception {
        try (HeldBackground background = onFx(HeldBackground::new)) {
            show(() -> background.window());
            robot.interact(
                    () ->
                            background.choose(
                                    DiskImages.write(
                                            folder.resolve("private.img"),
                                            DiskImages.fixture("ext4-4k"))));
            awaitFocus("#open-as-disk");
            press(KeyCode.ENTER);
            awaitFocus("#files");
            awaitRows("Documents", "your_data.txt");
            press(KeyCode.SPACE);
            awaitText("#wizard", "Ticked: 1 file");
            press(KeyCode.ALT, KeyCode.C);
            awaitFocus("#copy-folder");
            robot.interact(
                    () ->
                            node("#copy-folder", TextField.class)
                                    .setText(folder.resolve("copies").toString()));
            awaitReady();
            robot.interact(background::hold);
            press(KeyCode.ENTER);
            awaitFocus("#cancel-copy");
            press(KeyCode.ESCAPE);
            awaitDialog();
            press(KeyCode.ESCAPE);
            await("the question is gone", () -> dialogs().isEmpty());
            press(KeyCode.SPACE);
            awaitDialog();
            robot.push(KeyCode.SHIFT, KeyCode.TAB);
            robot.push(KeyCode.SPACE);
            awaitText("#wizard", "Stopping…");
            background.release();
            awaitShown("#copied");
            assertThat(texts("#copied")).contains("Stopped. No files were copied");
            assertThat(node("#back", Button.class).isDisabled()).isFalse();
        }
    }

    @Test
    void aFolderThatCouldNotBeReadIsNotCalledEmptyAndDamageBearsNoCalmSign() throws IOException {
        EditedDisk disk = new EditedDisk("ext3-4k");
        disk.u16(disk.record("/home/user", ".") + 4, 3);
        openFiles(disk.bytes());
        awaitText("#files", "could not be read");
        assertThat(texts("#files")).doesNotContain("empty");
        assertThat(find("#disk-notes .warn-text")).isPresent();
        assertThat(find("#disk-notes .note")).isEmpty();
    }
}
