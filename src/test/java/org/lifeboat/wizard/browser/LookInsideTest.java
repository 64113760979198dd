package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;

import org.junit.jupiter.api.Test;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.testing.VmBuilder;
import org.lifeboat.wizard.WindowTest;
import org.lifeboat.wizard.steps.Step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From the list of VMs to the files inside their disks, without restoring them. */
class LookInsideTest extends WindowTest {

    /** A VM with its files, one with two other disks, and one with none. */
    private static BackupBuilder backup() {
        byte[] image = DiskImages.fixture("ext4-4k");
        BackupBuilder backup = DiskBackup.of(image);
        VmBuilder several = backup.vm("several");
        for (String disk : List.of("root.img", "volatile.img")) {
            several.tar(disk, DiskBackup.tar(several.folder() + "/" + disk, image));
        }
        backup.vm("none").file("firewall.xml", BackupBuilder.random(1, 100));
        return backup.seal();
    }

    private void openVms() {
        openBackup(backup().write(folder.resolve("backup")), BackupBuilder.PASSPHRASE);
        continueTo(Step.VMS);
        awaitFocus("#vms");
    }

    private List<String> rows() {
        TableView<?> table = node("#files", TableView.class);
        return onFx(() -> table.getItems().stream().map(row -> ((FileRow) row).name()).toList());
    }

    private void awaitRows(String... names) {
        await("rows " + List.of(names), () -> rows().equals(List.of(names)));
    }

    private void fire(String selector) {
        robot.interact(() -> node(selector, ButtonBase.class).fire());
        settle();
    }

    @Test
    void theKeyboardAloneLeadsFromAVmToACopyOfItsFileAndBack() throws IOException {
        openVms();
        press(KeyCode.END);
        tabTo("#look-inside-work");
        press(KeyCode.ENTER);
        awaitFocus("#files");
        awaitRows("Documents", "your_data.txt");
        assertThat(texts("#crumbs")).contains("work: private.img");
        assertThat(texts("#wizard")).contains("straight out of the backup");
        press(KeyCode.END);
        await("the preview", () -> texts("#preview").contains(DiskImages.TEXT));
        press(KeyCode.SPACE);
        press(KeyCode.ALT, KeyCode.C);
        awaitFocus("#copy-folder");
        Path copies = folder.resolve("copies");
        replaceText(copies.toString());
        awaitReady();
        press(KeyCode.ENTER);
        awaitShown("#copied");
        assertThat(copies.resolve("your_data.txt")).content().isEqualTo(DiskImages.TEXT + "\n");
        assertThat(copies).isDirectoryNotContaining("glob:**.img");
        awaitFocus("#primary");
        press(KeyCode.ENTER);
        awaitFocus("#files");
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.VMS);
        awaitFocus("#vms");
        assertThat(texts("#total")).contains("3 VMs are ticked");
    }

    @Test
    void spaceOnTheButtonLooksInsideAndTicksNothing() {
        openVms();
        press(KeyCode.END);
        tabTo("#look-inside-work");
        press(KeyCode.SPACE);
        awaitFocus("#files");
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.VMS);
        assertThat(texts("#total")).contains("3 VMs are ticked");
    }

    @Test
    void ofSeveralDisksOneIsChosen() {
        openVms();
        fire("#look-inside-several");
        await("a menu", () -> menu().isPresent());
        robot.interact(() -> menu().orElseThrow().getItems().getLast().fire());
        awaitFocus("#files");
        awaitRows("Documents", "your_data.txt");
        assertThat(texts("#crumbs")).contains("several: volatile.img");
    }

    private static Optional<ContextMenu> menu() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .findFirst();
    }

    @Test
    void aVmWithoutADiskHasNoSuchButton() {
        openVms();
        awaitShown("#look-inside-work");
        assertThat(find("#look-inside-none")).isEmpty();
    }

    @Test
    void whatWasLookedIntoIsThereAgain() {
        openVms();
        fire("#look-inside-work");
        awaitFocus("#files");
        press(KeyCode.ENTER);
        awaitRows("numbers");
        fire("#back");
        awaitPage(Step.VMS);
        fire("#look-inside-work");
        awaitFocus("#files");
        awaitRows("Documents", "your_data.txt");
    }
}
