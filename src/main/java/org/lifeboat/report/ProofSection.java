package org.lifeboat.report;

import org.lifeboat.restore.ChunkResult;
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
                .element("p class=\"map\"", () -> chunks.forEach(this::mark))
                .element(
                        "details",
                        () ->
                                html.element(
                                                "summary",
                                                Messages.text("report.section.map") + ": " + name)
                                        .element("table", () -> table(chunks)));
    }

    private void mark(ChunkResult chunk) {
        Sign sign = Sign.of(chunk.verdict());
        html.raw("<span class=\"" + sign.style() + "\" title=\"")
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
        html.element("td", () -> html.element("code", chunk.name()))
                .element(sign.tag("td"), sign.mark() + " " + Messages.text(chunk.verdict()))
                .element("td", Sizes.text(chunk.size()))
                .element("td", () -> html.element("code", chunk.storedHmac()))
                .element("td", () -> html.element("code", chunk.computedHmac()));
    }
}
