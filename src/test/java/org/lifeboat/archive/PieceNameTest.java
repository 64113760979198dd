package org.lifeboat.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that {@code split} and others give to pieces. */
class PieceNameTest {

    @ParameterizedTest
    @CsvSource({
        "b.aa, b.ab",
        "b.az, b.ba",
        "xaa, xab",
        "b.aaz, b.aba",
        "b.000, b.001",
        "b.001, b.002",
        "b.009, b.010",
        "b.999, b.1000",
        "b.part1, b.part2",
        "b.part9, b.part10",
        "b.part01, b.part02",
        "b.Part09, b.Part10",
        "qubes-2016-01-01T120000.001, qubes-2016-01-01T120000.002"
    })
    void thePieceBehindAnotherCountsOn(String name, String next) {
        assertThat(PieceName.of(name).orElseThrow().next()).map(PieceName::toString).contains(next);
    }

    /** GNU split makes its counts longer before it runs out of them, so that names stay sorted. */
    @ParameterizedTest
    @CsvSource({"b.yz, b.zaaa", "b.89, b.9000"})
    void splitGoesOnWithALongerCount(String name, String next) {
        assertThat(PieceName.of(name).orElseThrow().next()).map(PieceName::toString).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.aa", "b.aaa", "b.000", "b.001", "b.part1", "b.part01", "b.00"})
    void aRowBeginsWithItsFirstCount(String name) {
        assertThat(PieceName.of(name).orElseThrow().isFirst()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.ab", "b.002", "b.part2", "b.100", "b.tar"})
    void aLaterCountIsNoFirst(String name) {
        assertThat(PieceName.of(name).orElseThrow().isFirst()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qubes-2016-01-01T120000",
                "qubes-backup-2016-01-01",
                "backup",
                "backup.1",
                "backup.qubes5"
            })
    void datesAndOtherNumbersCountNoPieces(String name) {
        assertThat(PieceName.of(name)).isEmpty();
    }

    @Test
    void theFirstPieceOfALaterOneIsKnown() {
        assertThat(PieceName.of("b.zaab").orElseThrow().first())
                .map(PieceName::toString)
                .contains("b.aa");
        assertThat(FileSource.firstPiece("b.ac")).contains("b.aa");
        assertThat(FileSource.firstPiece("b.007")).contains("b.001");
        assertThat(FileSource.firstPiece("b.img")).isEmpty();
    }
}
