package org.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.testing.ReportTexts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ReportFilesTest {

    @TempDir private Path folder;

    @Test
    void anEarlierReportStays() throws IOException {
        RestoreReport first = Reports.of(Mode.RESTORE, Verdict.OK, Verdict.OK);
        RestoreReport second = Reports.of(Mode.RESTORE, Verdict.DAMAGED, Verdict.DAMAGED);
        assertThat(ReportFiles.write(folder, first)).isEqualTo(path("lifeboat-report.html"));
        assertThat(ReportFiles.write(folder, second)).isEqualTo(path("lifeboat-report (2).html"));
        assertThat(Files.readString(path("lifeboat-report.json")))
                .isEqualTo(ReportTexts.json(first));
        assertThat(Files.readString(path("lifeboat-report (2).json")))
                .isEqualTo(ReportTexts.json(second));
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
