package org.lifeboat.report;

import org.lifeboat.content.FolderSink;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;

/** The report as one page for people, to be read and printed: no script, nothing from elsewhere. */
public final class HtmlReport {

    private static final int MOST_OUTPUTS = 50;

    private final RestoreReport report;
    private final Html html = new Html();

    private HtmlReport(RestoreReport report) {
        this.report = report;
    }

    public static String of(RestoreReport report, ZonedDateTime made) {
        HtmlReport page = new HtmlReport(report);
        page.write(made);
        return page.html.toString();
    }

    private void write(ZonedDateTime made) {
        String title = Messages.text("report.title", report.backup().file());
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .element("title", title)
                .raw("<style>\n" + style() + "</style>\n</head>\n<body>\n")
                .element("h1", title);
        String date =
                made.format(
                        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG)
                                .withLocale(Locale.ENGLISH));
        html.element("p class=\"quiet\"", Messages.text("report.made", date, Version.TEXT))
                .element(
                        "p class=\"verdict " + colour(report.verdict()) + "\"", Summary.of(report));
        problems(report.problems());
        header();
        html.element("h2", Messages.text("report.section.vms"));
        report.vms().stream().filter(vm -> vm.verdict() != Verdict.SKIPPED).forEach(this::vm);
        html.element("h2", Messages.text("report.section.map"))
                .element("p class=\"quiet\"", Messages.text("report.legend"));
        report.vms().stream().filter(vm -> vm.verdict() != Verdict.SKIPPED).forEach(this::hmacs);
        html.element("p class=\"quiet\"", Messages.text("report.note")).raw("</body>\n</html>\n");
    }

    private void header() {
        RestoreReport.Header header = report.header();
        String nothing = Messages.text("report.fact.none");
        html.element("h2", Messages.text("report.section.header"))
                .element("p class=\"ok\"", "✓ " + Messages.text("report.header.genuine"))
                .raw("<table>\n");
        fact("report.fact.file", report.backup().file());
        fact("report.fact.size", Sizes.text(report.backup().size()));
        fact("report.fact.format", String.valueOf(report.backup().format()));
        fact("report.fact.hmac", header.authentication());
        fact("report.fact.encryption", header.encrypted() ? header.cryptoAlgorithm() : nothing);
        header.keyDerivation().ifPresent(digest -> fact("report.fact.derivation", digest));
        fact("report.fact.compression", header.compressed() ? header.compressionFilter() : nothing);
        fact("report.header.hmac.stored", header.storedHmac());
        fact("report.header.hmac.computed", header.computedHmac());
        html.raw("</table>\n");
    }

    private void fact(String key, String value) {
        html.raw("<tr>")
                .element("th", Messages.text(key))
                .raw("<td><code>")
                .text(value)
                .raw("</code></td></tr>\n");
    }

    private void vm(VmResult vm) {
        String facts =
                vm.vm().label().isEmpty()
                        ? vm.vm().type().term()
                        : vm.vm().type().term() + ", " + vm.vm().label();
        html.raw("<h3>")
                .text(mark(vm.verdict()) + " " + vm.vm().name())
                .raw(" <span class=\"quiet\">(")
                .text(facts)
                .raw(")</span> <span class=\"" + colour(vm.verdict()) + "\">")
                .text(Messages.text(vm.verdict()))
                .raw("</span></h3>\n");
        problems(vm.problems());
        if (vm.archives().isEmpty()) {
            return;
        }
        html.raw("<table class=\"archives\">\n<tr>")
                .element("th", Messages.text("report.column.archive"))
                .element("th", Messages.text("report.column.state"))
                .element("th", Messages.text("report.column.size"))
                .element("th", Messages.text("report.column.restored"))
                .raw("</tr>\n");
        vm.archives().forEach(this::archive);
        html.raw("</table>\n");
    }

    private void archive(ArchiveResult archive) {
        html.raw("<tr>")
                .element("td", archive.name())
                .element(
                        "td class=\"" + colour(archive.verdict()) + "\"",
                        Messages.text(archive.verdict()))
                .element("td", Sizes.text(archive.restoredBytes()))
                .raw("<td>");
        List<FolderSink.Output> outputs = archive.outputs();
        outputs.stream()
                .limit(MOST_OUTPUTS)
                .forEach(output -> html.raw("<code>").text(output.path()).raw("</code><br>"));
        if (outputs.size() > MOST_OUTPUTS) {
            html.text(Messages.text("report.more", outputs.size() - MOST_OUTPUTS));
        }
        problems(archive.problems());
        html.raw("</td></tr>\n");
    }

    private void hmacs(VmResult vm) {
        List<ChunkResult> chunks =
                vm.archives().stream().flatMap(archive -> archive.chunks().stream()).toList();
        if (chunks.isEmpty()) {
            return;
        }
        html.element("h3", vm.vm().name()).raw("<p class=\"map\">");
        for (ChunkResult chunk : chunks) {
            html.raw("<span class=\"" + colour(chunk.verdict()) + "\" title=\"")
                    .text(chunk.name())
                    .raw("\">" + mark(chunk.verdict()) + "</span>");
        }
        html.raw("</p>\n<details>")
                .element("summary", Messages.text("report.section.map") + ": " + vm.vm().name())
                .raw("<table>\n<tr>")
                .element("th", Messages.text("report.column.part"))
                .element("th", Messages.text("report.column.verdict"))
                .element("th", Messages.text("report.column.size"))
                .element("th", Messages.text("report.column.stored"))
                .element("th", Messages.text("report.column.computed"))
                .raw("</tr>\n");
        for (ChunkResult chunk : chunks) {
            html.raw("<tr><td><code>")
                    .text(chunk.name())
                    .raw("</code></td>")
                    .element(
                            "td class=\"" + colour(chunk.verdict()) + "\"",
                            mark(chunk.verdict()) + " " + Messages.text(chunk.verdict()))
                    .element("td", Sizes.text(chunk.size()))
                    .raw(
                            "<td><code>"
                                    + chunk.storedHmac()
                                    + "</code></td><td><code>"
                                    + chunk.computedHmac()
                                    + "</code></td></tr>\n");
        }
        html.raw("</table></details>\n");
    }

    private void problems(List<Problem> problems) {
        if (!problems.isEmpty()) {
            html.raw("<ul>\n");
            problems.forEach(problem -> html.element("li", Messages.text(problem)));
            html.raw("</ul>\n");
        }
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case OK -> "✓";
            case MISSING -> "?";
            case SKIPPED, CANCELLED -> "–";
            case DAMAGED -> "✗";
        };
    }

    private static String mark(ChunkResult.Verdict verdict) {
        return switch (verdict) {
            case VERIFIED -> "✓";
            case FAILED -> "✗";
            case MISSING -> "?";
            case UNREAD -> "–";
        };
    }

    private static String colour(Verdict verdict) {
        return switch (verdict) {
            case OK -> "ok";
            case SKIPPED -> "quiet";
            default -> "bad";
        };
    }

    private static String colour(ChunkResult.Verdict verdict) {
        return switch (verdict) {
            case VERIFIED -> "ok";
            case UNREAD -> "quiet";
            default -> "bad";
        };
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("/org/lifeboat/report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
