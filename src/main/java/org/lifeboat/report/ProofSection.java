package org.lifeboat.report;

import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.VmResult;

import java.util.List;

/** The HMACs of one VM's chunks: a map of marks, and behind a click a table with both values. */
final class ProofSection {

    private final Html html;

    ProofSection(Html html) {
        this.html = html;
    }

    void write(VmResult result) {
        List<ChunkResult> chunks =
                result.archives().stream().flatMap(archive -> archive.chunks().stream()).toList();
        if (chunks.isEmpty()) {
            return;
        }
        String name = result.vm().name();
        html.element("h3", name)
                .element("p class=\"map\"", () -> map(chunks))
                .element(
                        "details",
                        () ->
                                html.element(
                                                "summary",
                                                Messages.text("report.section.map") + ": " + name)
                                        .element("table", () -> table(chunks)));
    }

    /** On paper only what is not authentic has a square; the others are a number. */
    private void map(List<ChunkResult> chunks) {
        chunks.forEach(this::mark);
        long authentic =
                chunks.stream().filter(chunk -> chunk.verdict() == ChunkVerdict.VERIFIED).count();
        html.element(
                "span class=\"others\"",
                Messages.text(
                        "report.authentic.parts", (int) Math.min(Integer.MAX_VALUE, authentic)));
    }

    private void mark(ChunkResult chunk) {
        Sign sign = Sign.of(chunk.verdict());
        html.raw("<span class=\"square " + sign.style() + "\" title=\"")
                .text(chunk.name())
                .raw("\">" + sign.mark() + "</span>");
    }

    private void table(List<ChunkResult> chunks) {
        html.headings(
                "report.column.part",
                "report.column.verdict",
                "report.column.size",
                "report.column.stored",
                "report.column.computed");
        chunks.forEach(chunk -> html.element("tr", () -> row(chunk)));
    }

    private void row(ChunkResult chunk) {
        Sign sign = Sign.of(chunk.verdict());
        html.cell("report.column.part", "", () -> html.element("code", chunk.name()))
                .cell(
                        "report.column.verdict",
                        sign.style(),
                        () -> html.text(sign.mark() + " " + Messages.text(chunk.verdict())))
                .cell("report.column.size", "", () -> html.text(Messages.size(chunk.size())))
                .cell("report.column.stored", "", () -> html.element("code", chunk.storedHmac()))
                .cell(
                        "report.column.computed",
                        "",
                        () -> html.element("code", chunk.computedHmac()));
    }
}
