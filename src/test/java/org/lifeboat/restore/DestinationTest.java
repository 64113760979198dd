package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.local.FileSystem;
import org.lifeboat.problem.FatalException;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Whether a plan fits on a drive. */
class DestinationTest {

    private static final SpaceNeed MOSTLY_HOLES = new SpaceNeed(1_000, 50_000, 50_000, 0);

    private static FileSystem drive(boolean keepsHoles) {
        return new FileSystem("some", 10_000, OptionalLong.empty(), keepsHoles);
    }

    @Test
    void holesTakeNoSpaceWhereTheyAreKept() {
        assertThatCode(() -> Destination.fits("there", MOSTLY_HOLES, drive(true)))
                .doesNotThrowAnyException();
    }

    @Test
    void holesTakeTheirSpaceOnDrivesThatHaveNone() {
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> Destination.fits("there", MOSTLY_HOLES, drive(false)));
    }

    @Test
    void whatIsShownAsTakenIsWhatIsReallyTaken(@TempDir Path folder) {
        assertThat(Destination.suitability(folder, MOSTLY_HOLES, drive(true)).taken())
                .isEqualTo(1_000);
        assertThat(Destination.suitability(folder, MOSTLY_HOLES, drive(false)).taken())
                .isEqualTo(50_000);
    }

    @Test
    void aFileThatThisProcessMayNotWriteIsToldBeforeAnythingIsWritten() {
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(() -> Destination.mayBeWritten(MOSTLY_HOLES, OptionalLong.of(49_999)));
        assertThatCode(() -> Destination.mayBeWritten(MOSTLY_HOLES, OptionalLong.of(50_000)))
                .doesNotThrowAnyException();
        assertThatCode(() -> Destination.mayBeWritten(MOSTLY_HOLES, OptionalLong.empty()))
                .doesNotThrowAnyException();
    }
}
