package org.lifeboat.report;

import org.lifeboat.disk.copy.DiskSurvey;
import org.lifeboat.language.Language;
import org.lifeboat.language.Texts;
import org.lifeboat.local.Version;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Salvaged;
import org.lifeboat.restore.VmResult;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * The report for programs. Its names and values are promised to the outside: add some, but change
 * none.
 */
public final class JsonReport {

    /** A program reads the same wherever it runs. */
    private static final Texts IN_ENGLISH = Texts.of(Language.ENGLISH);

    private final RestoreReport report;
    private final JsonText json;

    private JsonReport(RestoreReport report, JsonText json) {
        this.report = report;
        this.json = json;
    }

    /**
     * Writes it as it is made: a report may be larger than the memory.
     *
     * @param out stays the caller's
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static void print(RestoreReport report, OutputStream out) {
        JsonText.print(out, json -> new JsonReport(report, json).write());
    }

    private void write() {
        json.field("lifeboat", Version.TEXT)
                .field("mode", lower(report.mode()))
                .object("backup", this::backup)
                .object("header", this::header)
                .field("verdict", lower(report.verdict()))
                .objects("vms", report.vms(), this::vm);
        problems(report.problems());
    }

    private void backup(JsonText fields) {
        fields.field("file", report.backup().file())
                .field("sizeBytes", report.backup().size())
                .field("format", report.backup().format());
    }

    private void header(JsonText fields) {
        RestoreReport.Header header = report.header();
        fields.field("verified", header.isVerified())
                .field("hmacAlgorithm", header.hmacAlgorithm())
                .field("cryptoAlgorithm", header.cryptoAlgorithm())
                .field("encrypted", header.encrypted())
                .field("compressed", header.compressed())
                .field("compressionFilter", header.compressionFilter());
        header.keyDerivation()
                .ifPresentOrElse(
                        digest -> fields.field("keyDerivationDigest", digest),
                        () -> fields.nothing("keyDerivationDigest"));
    }

    private void vm(VmResult result) {
        json.field("name", result.vm().name())
                .field("type", result.vm().type().term())
                .field("label", result.vm().label())
                .field("path", result.vm().path());
        if (report.mode() == Mode.LIST) {
            json.field("included", result.vm().included());
        }
        json.field("verdict", lower(result.verdict()))
                .objects("archives", result.archives(), this::archive);
        problems(result.problems());
    }

    private void archive(ArchiveResult archive) {
        json.field("name", archive.name())
                .field("verdict", lower(archive.verdict()))
                .field("storedBytes", archive.storedBytes());
        if (report.mode() != Mode.LIST) {
            json.field("restoredBytes", archive.restoredBytes())
                    .objects("chunks", archive.chunks(), this::chunk)
                    .objects(
                            "outputs",
                            archive.outputs(),
                            output ->
                                    json.field("path", output.path())
                                            .field("sizeBytes", output.size()));
        }
        if (archive.earlier() > 0) {
            json.field("chunksOfEarlierRun", archive.earlier());
        }
        archive.salvaged()
                .ifPresent(
                        salvaged ->
                                json.object(
                                        "salvaged",
                                        bytes ->
                                                bytes.field("authenticBytes", salvaged.authentic())
                                                        .field("doubtfulBytes", salvaged.doubtful())
                                                        .field("lostBytes", salvaged.lost())));
        archive.salvaged().flatMap(Salvaged::files).ifPresent(this::files);
        problems(archive.problems());
    }

    private void files(DiskSurvey survey) {
        json.object(
                "files",
                counts ->
                        counts.field("whole", survey.whole())
                                .field("doubtful", survey.doubtful())
                                .field("damaged", survey.damaged())
                                .objects(
                                        "list",
                                        survey.list(),
                                        item ->
                                                counts.field("path", item.path())
                                                        .field("state", lower(item.state()))));
    }

    private void chunk(ChunkResult chunk) {
        json.field("name", chunk.name())
                .field("verdict", lower(chunk.verdict()))
                .field("sizeBytes", chunk.size())
                .field("storedHmac", chunk.storedHmac())
                .field("computedHmac", chunk.computedHmac());
        chunk.from().ifPresent(copy -> json.field("from", copy));
    }

    private void problems(List<Problem> problems) {
        json.texts("problems", problems.stream().map(IN_ENGLISH::text).toList())
                .texts("problemCodes", problems.stream().map(JsonReport::code).toList());
    }

    /** One for each sentence, for programs: {@code chunk.cut.off}. */
    private static String code(Problem problem) {
        return problem.key().substring("problem.".length());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
