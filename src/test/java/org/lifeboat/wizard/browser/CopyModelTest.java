package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboat.disk.copy.CopyResult;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Later;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class CopyModelTest extends DiskFilesTest {

    private final BooleanProperty running = new SimpleBooleanProperty();
    private CopyModel model = new CopyModel(running, Background.DIRECT);
    private Optional<CopyResult> result = Optional.empty();
    private String failure = "";
    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = folder.resolve("copies");
    }

    private void tick(String... paths) {
        disk.ticks().set(List.of(paths).stream().map(this::row).toList(), true);
        model.prepare(disk.disk(), fileSystem(), disk.ticks());
        model.look(target.toString());
    }

    private void copy() {
        model.begin(copied -> result = Optional.of(copied), sentence -> failure = sentence);
    }

    @Test
    void whatIsTickedIsCopiedAndTheTicksGo() throws IOException {
        tick("home/user/your_data.txt", "many");
        assertThat(model.spaceProperty().get()).isPresent();
        assertThat(model.obstacleProperty().get()).isEmpty();
        copy();
        assertThat(result.orElseThrow().isComplete()).isTrue();
        assertThat(target.resolve("your_data.txt")).content().isEqualTo(DiskImages.TEXT + "\n");
        assertThat(target.resolve("many").toFile().list()).hasSize(6);
        assertThat(disk.ticks().total().ticks()).isZero();
        assertThat(running.get()).isFalse();
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenOver() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("tiny"), "mine");
        tick("tiny");
        copy();
        assertThat(target.resolve("tiny")).content().isEqualTo("mine");
        assertThat(result.orElseThrow().items())
                .singleElement()
                .satisfies(item -> assertThat(item.path().getFileName()).hasToString("tiny (2)"));
    }

    @Test
    void tooLittleRoomIsSaidBeforeAnythingIsWritten() throws IOException {
        EditedDisk edited = new EditedDisk("ext3-4k");
        long inode = edited.inode("tiny");
        edited.u32(inode + 28, 0xffffffffL).u16(inode + 116, 0xffff);
        edited.u32(inode + 4, 0xffffffffL).u32(inode + 108, 0xffff);
        open(edited.bytes());
        tick("tiny");
        assertThat(model.spaceProperty().get()).isEmpty();
        assertThat(model.obstacleProperty().get().orElseThrow()).contains("not enough space");
        assertThat(target).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsASentence() throws IOException {
        target = Files.writeString(folder.resolve("file"), "").resolve("copies");
        tick("tiny");
        assertThat(model.obstacleProperty().get()).isPresent();
        model.look("\0");
        assertThat(model.obstacleProperty().get().orElseThrow()).contains("is not a folder");
        model.look(target.toString());
        copy();
        assertThat(result).isEmpty();
        assertThat(failure).contains("Nothing can be written to");
        assertThat(running.get()).isFalse();
    }

    @Test
    void cancellingKeepsWhatIsCompleteAndTheTicks() {
        Later later = new Later();
        model = new CopyModel(running, later);
        tick("many", "names");
        copy();
        assertThat(running.get()).isTrue();
        model.cancel();
        while (later.count() > 0) {
            later.finishFirst();
        }
        assertThat(result.orElseThrow().cancelled()).isTrue();
        assertThat(disk.ticks().total().ticks()).isEqualTo(2);
        assertThat(running.get()).isFalse();
    }

    @Test
    void damageInOneFileIsNamedAndTheRestIsCopied() throws IOException {
        EditedDisk edited = new EditedDisk("ext3-4k");
        edited.u32(edited.map("home/user/Documents/numbers"), 0x7fffffff);
        open(edited.bytes());
        tick("home");
        copy();
        assertThat(result.orElseThrow().problems())
                .singleElement()
                .satisfies(
                        trouble ->
                                assertThat(DiskTexts.of(trouble))
                                        .contains("home/user/Documents/numbers: ", "outside"));
        assertThat(target.resolve("home/user/your_data.txt")).exists();
        assertThat(target.resolve("home/user/Documents/numbers")).doesNotExist();
    }

    @Test
    void theProposedFolderIsBesideTheImage() {
        tick("tiny");
        assertThat(model.proposal()).isEqualTo(folder.resolve("private-files"));
    }
}
