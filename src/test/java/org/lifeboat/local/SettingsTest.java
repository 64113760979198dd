package org.lifeboat.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class SettingsTest {

    @BeforeEach
    @AfterEach
    void nothingIsKept() throws IOException {
        Files.deleteIfExists(Settings.file());
    }

    @Test
    void whatIsKeptIsThereTheNextTimeBesideWhatWasKeptBefore() {
        Settings.put("one", "a=b \n ü");
        Settings.put("other", "2");
        assertThat(Settings.get("one")).contains("a=b \n ü");
        assertThat(Settings.get("other")).contains("2");
    }

    @Test
    void whatIsForgottenIsNowhereInTheFile() throws IOException {
        Settings.put("one", "secret-folder");
        Settings.put("other", "2");
        Settings.forget("one");
        assertThat(Settings.get("one")).isEmpty();
        assertThat(Files.readString(Settings.file())).doesNotContain("secret-folder").contains("2");
    }

    @Test
    void aFileThatIsNoneOfOursIsAsGoodAsNone() throws IOException {
        Files.createDirectories(StateFolder.path());
        Files.writeString(Settings.file(), "one=\\u00zz");
        assertThat(Settings.get("one")).isEmpty();
        Files.write(Settings.file(), new byte[100_000]);
        assertThat(Settings.get("one")).isEmpty();
        Settings.put("one", "1");
        assertThat(Settings.get("one")).contains("1");
    }

    @Test
    void noOtherFileIsLeftBeside() throws IOException {
        Settings.put("one", "1");
        Settings.put("one", "2");
        try (Stream<Path> files = Files.list(StateFolder.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".new"));
        }
    }

    @Test
    void whereNothingCanBeWrittenNothingIsSaidAndNothingBreaks() throws IOException {
        Path inTheWay = Settings.file().resolve("in-the-way");
        Files.createDirectories(inTheWay);
        try {
            Settings.put("one", "1");
            assertThat(Settings.get("one")).isEmpty();
        } finally {
            Files.delete(inTheWay);
        }
    }
}
