package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.problem.ProblemException;

import java.util.Optional;

/** Extents are found by positions, however many there are. */
class ExtentIndexTest {

    private static final int COUNT = 1_000;

    /** Extents of 5 bytes, 12 bytes from one to the next, the first at 7. */
    private static SparseMap map() throws ProblemException {
        SparseMap map = new SparseMap();
        for (int i = 0; i < COUNT; i++) {
            map.add(7 + i * 12L, 5, Long.MAX_VALUE);
        }
        return map;
    }

    @Test
    void everyByteFindsItsExtentOrTheNextOne() throws ProblemException {
        ExtentIndex index = map().index();
        for (long at = 0; at < COUNT * 12L; at++) {
            long extent = at / 12;
            assertThat(index.at(at))
                    .contains(new ExtentIndex.Extent(7 + extent * 12, 5, extent * 5));
        }
    }

    @Test
    void behindTheLastExtentThereIsNone() throws ProblemException {
        assertThat(map().index().at(COUNT * 12L)).isEmpty();
        assertThat(new SparseMap().index().at(0)).isEqualTo(Optional.empty());
    }
}
