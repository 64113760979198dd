package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.MapFile;
import org.lifeboat.disk.Trust;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.wizard.WindowTest;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a disk that a damaged backup left, from the window. */
class SalvagedPageTest extends WindowTest {

    private static final String LOST = "home/user/Documents/numbers";
    private static final String DOUBTFUL = "home/user/your_data.txt";

    private EditedDisk disk;

    @BeforeEach
    void openADiskThatLostSomething() throws IOException {
        disk = new EditedDisk("ext4-1k");
        DamageMap map = new DamageMap(disk.bytes().length);
        map.mark(0, map.size(), Trust.AUTHENTIC);
        map.mark(firstBlock(LOST), 1024, Trust.LOST);
        map.mark(firstBlock(DOUBTFUL), 1024, Trust.DOUBTFUL);
        Path image = DiskImages.write(folder.resolve("private.img.incomplete"), disk.bytes());
        try (Writer out = Files.newBufferedWriter(folder.resolve(image + MapFile.SUFFIX))) {
            MapFile.write(map, out);
        }
        open(image);
        awaitFocus("#open-as-disk");
        press(KeyCode.ENTER);
        awaitFocus("#files");
    }

    private long firstBlock(String path) throws IOException {
        Ext4 whole = disk.open();
        return whole.firstBlock(whole.find(path).orElseThrow().inode()).orElseThrow();
    }

    private List<String> rows() {
        TableView<?> table = node("#files", TableView.class);
        return onFx(() -> table.getItems().stream().map(row -> ((FileRow) row).name()).toList());
    }

    @Test
    void eachFileSaysInAWordWhatIsLeftOfIt() {
        assertThat(texts("#files")).contains("State", "doubtful");
        assertThat(texts("#disk-notes")).contains("damaged backup", "not whole");
        press(KeyCode.END);
        await("it is said why", () -> texts("#preview").contains("nothing vouches for it"));
        press(KeyCode.HOME);
        press(KeyCode.ENTER);
        await("the damaged file", () -> texts("#files").contains("damaged"));
    }

    @Test
    void allThatIsNotWholeIsShownByOneButton() {
        press(KeyCode.ALT, KeyCode.M);
        await("both are found", () -> rows().size() == 2);
        awaitFocus("#files");
        assertThat(rows()).containsExactlyInAnyOrder("numbers", "your_data.txt");
        assertThat(texts("#found")).contains("2 found.");
        press(KeyCode.ALT, KeyCode.M);
        await("the folder again", () -> rows().equals(List.of("Documents", "your_data.txt")));
    }

    @Test
    void allWholeFilesAreCopiedByOneButton() {
        robot.interact(() -> node("#copy-whole", ButtonBase.class).fire());
        awaitFocus("#copy-folder");
        Path copies = folder.resolve("copies");
        robot.interact(() -> node("#copy-folder", TextField.class).setText(copies.toString()));
        awaitReady();
        press(KeyCode.ENTER);
        awaitShown("#copied");
        assertThat(texts("#copied"))
                .contains(LOST + ": It is not whole", DOUBTFUL + ": It is not whole");
        assertThat(copies.resolve("tiny")).hasContent("tiny");
        assertThat(copies.resolve("home/user/Documents")).isEmptyDirectory();
        assertThat(copies.resolve("home/user").toFile().list()).containsExactly("Documents");
    }
}
