package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Later;

import java.io.IOException;

class DiskSearchTest extends DiskFilesTest {

    private final DiskSearch search = new DiskSearch(Background.DIRECT);

    @Test
    void theWholeDiskIsSearchedWhateverTheCase() {
        search.start(fileSystem(), "YOUR_", false);
        assertThat(search.runningProperty().get()).isFalse();
        assertThat(search.takeFound())
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.name()).isEqualTo("your_data.txt");
                            assertThat(row.folder()).isEqualTo("/home/user");
                            assertThat(row.path()).isEqualTo(row("home/user/your_data.txt").path());
                        });
        assertThat(search.takeFound()).isEmpty();
        assertThat(search.notes()).isEmpty();
    }

    @Test
    void foldersThatCannotBeSearchedAreCounted() throws IOException {
        EditedDisk edited = new EditedDisk("ext3-4k");
        open(
                edited.u16(
                                edited.record(
                                                "/many",
                                                "a file with a name of some length, number 0")
                                        + 4,
                                3)
                        .bytes());
        search.start(fileSystem(), "file", false);
        assertThat(search.takeFound()).extracting(FileRow::name).contains("file");
        assertThat(search.notes()).singleElement().asString().contains("One folder is damaged");
    }

    @Test
    void aSearchThatWasStoppedFindsNothingMore() {
        Later later = new Later();
        DiskSearch slow = new DiskSearch(later);
        slow.start(fileSystem(), "a", false);
        slow.stop();
        assertThat(slow.runningProperty().get()).isTrue();
        later.finishFirst();
        assertThat(slow.runningProperty().get()).isFalse();
        assertThat(slow.takeFound()).isEmpty();
    }
}
