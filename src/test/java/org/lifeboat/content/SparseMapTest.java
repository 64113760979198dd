package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.testing.Problems;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class SparseMapTest {

    private static final long SIZE = 1L << 40;

    private static List<List<Long>> extents(SparseMap map) throws IOException {
        List<List<Long>> extents = new ArrayList<>();
        map.forEach((offset, length) -> extents.add(List.of(offset, length)));
        return extents;
    }

    @Test
    void extentsComeBackAsTheyWerePut() throws IOException {
        SparseMap map = new SparseMap();
        map.add(0, 1, SIZE);
        map.add(1, 127, SIZE);
        map.add(1L << 35, (1L << 35) + 5, SIZE);
        map.add(SIZE - 1, 1, SIZE);
        assertThat(extents(map))
                .containsExactly(
                        List.of(0L, 1L),
                        List.of(1L, 127L),
                        List.of(1L << 35, (1L << 35) + 5),
                        List.of(SIZE - 1, 1L));
        assertThat(map.dataBytes()).isEqualTo((1L << 35) + 134);
    }

    @Test
    void anEmptyExtentIsNone() throws IOException {
        SparseMap map = new SparseMap();
        map.add(SIZE, 0, SIZE);
        assertThat(extents(map)).isEmpty();
        assertThat(extents(SparseMap.whole(0))).isEmpty();
        assertThat(extents(SparseMap.whole(7))).containsExactly(List.of(0L, 7L));
    }

    @ParameterizedTest
    @CsvSource({
        "99, 1",
        "0, 1",
        "100, -1",
        "-1, 1",
        "1000, 1",
        "999, 2",
        "1001, 0",
        "100, 9223372036854775807",
        "9223372036854775807, 9223372036854775807"
    })
    void anExtentBehindTheLastOrBeyondTheFileIsRefused(long offset, long length)
            throws ProblemException {
        SparseMap map = new SparseMap();
        map.add(50, 50, 1000);
        assertThat(Problems.codeOf(() -> map.add(offset, length, 1000)))
                .isEqualTo(StreamProblem.SparseMapDamaged.class);
    }

    @Test
    void aMillionExtentsAreOrdinary() throws IOException {
        SparseMap map = new SparseMap();
        for (long i = 0; i < 1_000_000; i++) {
            map.add(i * 8192, 4096, SIZE);
        }
        long[] count = {0};
        map.forEach(
                (offset, length) -> {
                    assert offset == count[0] * 8192 && length == 4096;
                    count[0]++;
                });
        assertThat(count[0]).isEqualTo(1_000_000);
        assertThat(map.dataBytes()).isEqualTo(4096L * 1_000_000);
    }
}
