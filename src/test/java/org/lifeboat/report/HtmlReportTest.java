package org.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.disk.copy.DiskSurvey;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.problem.FatalException;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Salvaged;
import org.lifeboat.restore.Verdict;
import org.lifeboat.testing.ReportTexts;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

class HtmlReportTest {

    private static String html(RestoreReport report) {
        return ReportTexts.page(report);
    }

    private static String damaged(String vm, String chunk) {
        return html(
                Reports.of(
                        Mode.RESTORE,
                        Verdict.DAMAGED,
                        Reports.vm("work", Verdict.OK, Reports.good("vm5/private.img.000")),
                        Reports.vm(vm, Verdict.DAMAGED, Reports.damaged(chunk))));
    }

    @Test
    void everyHmacOfARealRunIsInIt() throws IOException, FatalException {
        RestoreReport report = Restores.verify(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        String html = html(report);
        assertThat(html).contains(report.header().storedHmac());
        for (var vm : report.vms()) {
            for (ArchiveResult archive : vm.archives()) {
                for (ChunkResult chunk : archive.chunks()) {
                    assertThat(html).contains(chunk.name(), chunk.storedHmac());
                }
            }
        }
        assertThat(html).contains("All 9 VMs");
    }

    @Test
    void bothHmacsOfAFailedPartAreShown() {
        assertThat(damaged("vault", "vm6/private.img")).contains(Reports.STORED, Reports.COMPUTED);
    }

    @Test
    void nothingInItRunsOrComesFromElsewhere() {
        String html = damaged("vault", "vm6/private.img").toLowerCase(Locale.ROOT);
        assertThat(html)
                .doesNotContain(
                        "<script",
                        "javascript:",
                        "http:",
                        "https:",
                        "//",
                        "<link",
                        "<img",
                        "<iframe",
                        "@import",
                        "url(",
                        " onload",
                        " onclick",
                        " src=",
                        " href=");
    }

    @Test
    void namesAreTextNotMarkup() {
        String html = damaged("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>&amp;");
        assertThat(html)
                .doesNotContain("<script", "<img", "\"><img")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;");
    }

    @Test
    void namesCannotTurnALineAround() {
        assertThat(damaged("a\u202eb\u001bc", "x")).doesNotContain("\u202e", "\u001b");
    }

    @Test
    void aVerdictIsAMarkAndAWordNotAColourAlone() {
        assertThat(damaged("vault", "vm6/private.img"))
                .contains(
                        "✓ work", "✗ vault", "✗ failed", "? missing", "– not read", "✓ authentic");
    }

    @Test
    void whatWasNotAskedForIsLeftOut() {
        String html =
                html(
                        Reports.of(
                                Mode.RESTORE,
                                Verdict.OK,
                                Reports.vm("work", Verdict.OK, Reports.good("c")),
                                Reports.vm("unasked", Verdict.SKIPPED)));
        assertThat(html).contains("work").doesNotContain("unasked");
    }

    @Test
    void theVmsStandBeforeTheCryptography() {
        String html = damaged("vault", "vm6/private.img");
        assertThat(html.indexOf("✗ vault")).isPositive().isLessThan(html.indexOf("HMAC"));
    }

    @Test
    void whatIsWrongStandsFirst() {
        String html = damaged("vault", "vm6/private.img");
        assertThat(html.indexOf("✗ vault")).isPositive().isLessThan(html.indexOf("✓ work"));
    }

    @Test
    void whatIsWrongWithAnArchiveHasTheWholeWidth() {
        assertThat(damaged("vault", "vm6/private.img"))
                .containsPattern("<tr class=\"trouble\">\\s*<td colspan=\"4\">\\s*<ul>");
    }

    @Test
    void aVmThatWasStoredAsAFolderHasAnArchiveWithAName() throws IOException, FatalException {
        RestoreReport report = Restores.verify(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE);
        assertThat(report.vms())
                .anyMatch(vm -> vm.archives().stream().anyMatch(each -> each.name().equals(".")));
        assertThat(html(report)).contains("its whole folder").doesNotContain(">.<");
    }

    @Test
    void paperHasSquaresForWhatIsNotAuthenticAndANumberForTheOthers() {
        String html = damaged("vault", "vm6/private.img");
        assertThat(html)
                .contains("authentic.</span>")
                .containsPattern(
                        "@media print \\{[^@]*@page[^@]*details, .map .square.ok \\{ display:"
                                + " none;");
    }

    @Test
    void partsThatAnInterruptedRunVerifiedAreToldFromTheOthers() {
        ArchiveResult wentOn = Reports.wentOn(2, 3);
        String rows =
                html(Reports.of(Mode.RESTORE, Verdict.OK, Reports.vm("work", Verdict.OK, wentOn)));
        String earlier = "authentic (verified before the interruption)";
        assertThat(rows.substring(0, rows.indexOf("part.002</code>")).split(Pattern.quote(earlier)))
                .hasSize(3);
        assertThat(rows.substring(rows.indexOf("part.002</code>"))).doesNotContain(earlier);
    }

    @Test
    void theBrowserIsToldToRunAndFetchNothing() {
        assertThat(damaged("vault", "vm6/private.img")).contains("default-src 'none'");
    }

    @Test
    void theFilesThatAreNotWholeAreListedUpToALimit() {
        List<DiskSurvey.Item> lost =
                IntStream.range(0, 500)
                        .mapToObj(i -> new DiskSurvey.Item("home/user/f" + i, FileState.DAMAGED))
                        .toList();
        Salvaged salvaged =
                new Salvaged(
                        Path.of("private.img.incomplete"),
                        1,
                        0,
                        1,
                        Optional.of(new DiskSurvey(9, 0, 500, lost, true)));
        ArchiveResult archive =
                new ArchiveResult(
                        "private.img",
                        Verdict.DAMAGED,
                        1,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(salvaged));
        String html =
                html(
                        Reports.of(
                                Mode.RESTORE,
                                Verdict.DAMAGED,
                                Reports.vm("work", Verdict.DAMAGED, archive)));
        assertThat(html)
                .contains("home/user/f0 (damaged)", "and 300 more files")
                .doesNotContain("home/user/f499");
    }
}
