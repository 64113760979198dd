package org.lifeboat.report;

import org.lifeboat.disk.copy.DiskSurvey;
import org.lifeboat.local.Version;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Salvaged;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;

/** The report as one page for people, to be read and printed: no script, nothing from elsewhere. */
public final class HtmlReport {

    /** Paths that are listed of one archive; more are a number. */
    private static final int MOST_OUTPUTS = 50;

    /** Files of a damaged disk that are listed; the JSON report has more. */
    private static final int MOST_DAMAGED = 200;

    private static final String QUIET = "p class=\"quiet\"";

    private final RestoreReport report;
    private final List<VmResult> vms;
    private final Html html;

    private HtmlReport(RestoreReport report, Html html) {
        this.html = html;
        this.report = report;
        // What is wrong comes first, as on the window's last page.
        this.vms =
                report.vms().stream()
                        .filter(vm -> vm.verdict() != Verdict.SKIPPED)
                        .sorted(Comparator.comparing(vm -> vm.verdict() == Verdict.OK))
                        .toList();
    }

    /**
     * Writes it as it is made: a report may be larger than the memory.
     *
     * @param made the date that the page bears
     * @param out stays the caller's
     * @throws IOException if it cannot be written
     */
    public static void write(RestoreReport report, ZonedDateTime made, Writer out)
            throws IOException {
        try {
            new HtmlReport(report, new Html(out)).write(made);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private void write(ZonedDateTime made) {
        String title = Messages.text("report.title", report.backup().file());
        html.raw(
                        "<!DOCTYPE html>\n<html lang=\""
                                + Messages.language().tag()
                                + "\">\n<head>\n<meta charset=\"utf-8\">\n")
                // Whatever a name in a backup holds: nothing runs, nothing is fetched.
                .raw(
                        "<meta http-equiv=\"Content-Security-Policy\""
                                + " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .element("title", title)
                .raw("<style>\n" + style() + "</style>\n</head>\n<body>\n")
                .element("h1", title);
        html.element(QUIET, Messages.text("report.made", date(made), Version.TEXT))
                .element(
                        "p class=\"verdict " + Sign.of(report.verdict()).style() + "\"",
                        Summary.of(report));
        problems(report.problems());
        html.element("h2", Messages.text("report.section.vms"));
        vms.forEach(this::vm);
        header();
        html.element("h2", Messages.text("report.section.map"))
                .element(QUIET, Messages.text("wizard.result.proof.what"))
                .element(QUIET, Messages.text("report.legend"));
        ProofSection proofs = new ProofSection(html);
        vms.forEach(proofs::write);
        html.element(QUIET, Messages.text("report.note")).raw("</body>\n</html>\n");
    }

    private static String date(ZonedDateTime made) {
        return Messages.minute(made.toInstant());
    }

    private void header() {
        html.element("h2", Messages.text("report.section.header"));
        if (report.header().isVerified()) {
            html.element("p class=\"ok\"", "✓ " + Messages.text("report.header.genuine"));
        }
        html.element("table", this::headerFacts);
    }

    private void headerFacts() {
        RestoreReport.Header header = report.header();
        fact("report.fact.file", report.backup().file());
        fact("report.fact.size", Messages.size(report.backup().size()));
        fact("report.fact.format", String.valueOf(report.backup().format()));
        HeaderFacts.of(header).named().forEach(this::fact);
        fact("report.header.hmac.stored", header.storedHmac());
        fact("report.header.hmac.computed", header.computedHmac());
    }

    private void fact(String key, String value) {
        html.element(
                "tr",
                () ->
                        html.element("th scope=\"row\"", Messages.text(key))
                                .element("td", () -> html.element("code", value)));
    }

    private void vm(VmResult result) {
        Sign sign = Sign.of(result.verdict());
        String type = result.vm().type().term();
        String label = result.vm().label();
        html.element(
                "h3",
                () ->
                        html.text(sign.mark() + " " + result.vm().name() + " ")
                                .element(
                                        "span class=\"quiet\"",
                                        "("
                                                + (label.isEmpty()
                                                        ? type
                                                        : type + ", " + LabelWord.of(label))
                                                + ")")
                                .element(sign.tag("span"), Messages.text(result.verdict())));
        problems(result.problems());
        if (!result.archives().isEmpty()) {
            html.element("table class=\"archives\"", () -> archives(result.archives()));
        }
    }

    private void archives(List<ArchiveResult> archives) {
        html.headings(
                "report.column.archive",
                "report.column.state",
                "report.column.size",
                "report.column.restored");
        for (ArchiveResult archive : archives) {
            html.element("tr", () -> archive(archive));
            if (!archive.problems().isEmpty() || archive.salvaged().isPresent()) {
                html.element(
                        "tr class=\"trouble\"",
                        () -> html.element("td colspan=\"4\"", () -> trouble(archive)));
            }
        }
    }

    /** Over the whole width, for these are the longest sentences of the page. */
    private void trouble(ArchiveResult archive) {
        problems(archive.problems());
        archive.salvaged().flatMap(Salvaged::files).ifPresent(this::damagedFiles);
    }

    private void archive(ArchiveResult archive) {
        html.cell("report.column.archive", "", () -> html.text(name(archive)))
                .cell(
                        "report.column.state",
                        Sign.of(archive.verdict()).style(),
                        () -> html.text(Messages.text(archive.verdict())))
                .cell(
                        "report.column.size",
                        "",
                        () -> html.text(Messages.size(archive.restoredBytes())))
                .cell("report.column.restored", "", () -> restored(archive));
    }

    /** A VM that was stored as a folder is one archive without a name of its own. */
    private static String name(ArchiveResult archive) {
        return archive.name().equals(".") ? Messages.text("cli.whole.folder") : archive.name();
    }

    private void restored(ArchiveResult archive) {
        int count = archive.outputs().size();
        archive.outputs().stream()
                .limit(MOST_OUTPUTS)
                .forEach(output -> html.element("code", output.path()).raw("<br>"));
        if (count > MOST_OUTPUTS) {
            html.text(Messages.text("report.more", count - MOST_OUTPUTS));
        }
    }

    private void damagedFiles(DiskSurvey survey) {
        long count = survey.doubtful() + survey.damaged();
        if (count == 0) {
            return;
        }
        html.element("p", Messages.text("report.files.damaged"));
        List<DiskSurvey.Item> listed = survey.list().stream().limit(MOST_DAMAGED).toList();
        html.element("ul", () -> listed.forEach(this::damagedFile));
        if (count > listed.size()) {
            html.text(Messages.text("report.more", count - listed.size()));
        }
    }

    private void damagedFile(DiskSurvey.Item file) {
        html.element("li", Messages.text("report.file", file.path(), file.state()));
    }

    private void problems(List<Problem> problems) {
        if (!problems.isEmpty()) {
            html.element(
                    "ul",
                    () -> problems.forEach(problem -> html.element("li", Messages.text(problem))));
        }
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("/org/lifeboat/report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
