package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;

/** The power goes, more than once. */
class KilledRestoresTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"FORMAT_2", "GZIP", "PLAIN_TAR", "BZIP2", "FORMAT_4"})
    void whateverTheMomentAllIsInPlaceInTheEndAndNothingElse(KilledRestores.Kind kind)
            throws Exception {
        KilledRestores restores = new KilledRestores(kind, kind.ordinal(), folder);
        assertThat(restores.run(restores.measure(), 2)).isBetween(0, 2);
    }
}
