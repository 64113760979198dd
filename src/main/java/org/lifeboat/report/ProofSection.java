package org.lifeboat.report;

import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.VmResult;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The HMACs of one VM's chunks: a map of marks, and behind a click a table with both values. */
final class ProofSection {

    private final Html html;

    ProofSection(Html html) {
        this.html = html;
    }

    /**
     * @param isEarlier whether it was authenticated before the restore was interrupted
     */
    private record Part(ChunkResult chunk, boolean isEarlier) {}

    private static Stream<Part> parts(ArchiveResult archive) {
        return IntStream.range(0, archive.chunks().size())
                .mapToObj(i -> new Part(archive.chunks().get(i), i < archive.earlier()));
    }

    void write(VmResult result) {
        List<Part> chunks = result.archives().stream().flatMap(ProofSection::parts).toList();
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
    private void map(List<Part> parts) {
        parts.forEach(part -> mark(part.chunk()));
        long authentic =
                parts.stream()
                        .filter(part -> part.chunk().verdict() == ChunkVerdict.VERIFIED)
                        .count();
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

    private void table(List<Part> parts) {
        html.headings(
                "report.column.part",
                "report.column.verdict",
                "report.column.size",
                "report.column.stored",
                "report.column.computed");
        parts.forEach(part -> html.element("tr", () -> row(part)));
    }

    private void row(Part part) {
        ChunkResult chunk = part.chunk();
        Sign sign = Sign.of(chunk.verdict());
        html.cell("report.column.part", "", () -> html.element("code", chunk.name()))
                .cell(
                        "report.column.verdict",
                        sign.style(),
                        () -> html.text(sign.mark() + " " + verdict(part)))
                .cell("report.column.size", "", () -> html.text(Messages.size(chunk.size())))
                .cell("report.column.stored", "", () -> html.element("code", chunk.storedHmac()))
                .cell(
                        "report.column.computed",
                        "",
                        () -> html.element("code", chunk.computedHmac()));
    }

    private static String verdict(Part part) {
        return part.isEarlier()
                ? Messages.text("report.authentic.earlier")
                : Messages.text(part.chunk().verdict());
    }
}
