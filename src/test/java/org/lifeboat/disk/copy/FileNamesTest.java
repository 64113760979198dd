package org.lifeboat.disk.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource({
        "hours 2015.csv, hours 2015 (2).csv",
        "photos.tar.gz, photos (2).tar.gz",
        "a.b.txt, a.b (2).txt",
        "hours.csv.doubtful, hours (2).csv.doubtful",
        "notes, notes (2)",
        ".bashrc, .bashrc (2)",
        "dots.., dots.. (2)",
        "Mr. Smith and others, Mr. Smith and others (2)"
    })
    void aNumberStandsBeforeTheExtension(String name, String second) {
        assertThat(FileNames.numbered(name, 2)).isEqualTo(second);
    }

    @Test
    void theFirstNameHasNoNumber() {
        assertThat(FileNames.numbered("hours.csv", 1)).isEqualTo("hours.csv");
    }
}
