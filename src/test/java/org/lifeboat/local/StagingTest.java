package org.lifeboat.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Names that say whether a thing is whole. */
class StagingTest {

    @TempDir private Path folder;

    private Staging staging;

    @BeforeEach
    void setUp() {
        staging = new Staging(folder);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private Path begin(String name) throws IOException {
        return staging.begin(name, Files::createFile);
    }

    @Test
    void aThingIsIncompleteUntilItIsFinished() throws IOException {
        Path staged = begin("disk");
        assertThat(staged).isEqualTo(file("disk.incomplete")).exists();
        assertThat(staging.finish(staged, "disk")).isEqualTo(file("disk")).exists();
        assertThat(staged).doesNotExist();
    }

    @Test
    void whatIsThereGivesTheNewOneANumber() throws IOException {
        Files.writeString(file("disk"), "earlier");
        Files.writeString(file("disk.incomplete"), "earlier");
        Path staged = begin("disk");
        assertThat(staged).isEqualTo(file("disk (2).incomplete"));
        assertThat(staging.finish(staged, "disk")).isEqualTo(file("disk (2)"));
        assertThat(file("disk")).hasContent("earlier");
        assertThat(file("disk.incomplete")).hasContent("earlier");
    }

    @Test
    void aLinkThatLeadsNowhereTakesItsNameToo() throws IOException {
        Files.createSymbolicLink(file("disk"), Path.of("nowhere"));
        assertThat(staging.finish(begin("disk"), "disk")).isEqualTo(file("disk (2)"));
        assertThat(file("nowhere")).doesNotExist();
    }

    @Test
    void thingsOfOneNameGetOneNumber() throws IOException {
        Files.createFile(file("report.json"));
        Files.createFile(file("report (2).html"));
        Map<String, Path> finished =
                staging.finish(
                        Map.of(".html", begin("report.html"), ".json", begin("report.json")),
                        "report");
        assertThat(finished)
                .containsEntry(".html", file("report (3).html"))
                .containsEntry(".json", file("report (3).json"));
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.toString().contains(".incomplete"));
    }

    @Test
    void theLongestNamesHaveRoomForWhatIsPutBehindThem() throws IOException {
        String longest = "ä".repeat(127);
        begin(longest);
        Path second = begin(longest);
        assertThat(second.getFileName().toString()).endsWith(" (2).incomplete");
        assertThat(staging.finish(second, longest)).isEqualTo(file(longest)).exists();
    }

    @Test
    void whateverElseGoesWrongIsToldAtOnce() {
        int[] attempts = {0};
        assertThatThrownBy(
                        () ->
                                staging.begin(
                                        "disk",
                                        path -> {
                                            attempts[0]++;
                                            throw new IOException("No space left on device");
                                        }))
                .hasMessage("No space left on device");
        assertThat(attempts[0]).isEqualTo(1);
    }
}
