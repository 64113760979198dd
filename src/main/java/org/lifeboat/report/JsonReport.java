package org.lifeboat.report;

import org.lifeboat.content.FolderSink;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.VmResult;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;

/**
 * The report for programs. Its names and values are promised to the outside; add, but do not
 * change.
 */
public final class JsonReport {

    private final RestoreReport report;
    private final JsonGenerator json;

    private JsonReport(RestoreReport report, JsonGenerator json) {
        this.report = report;
        this.json = json;
    }

    public static String of(RestoreReport report) {
        return JsonText.of(json -> new JsonReport(report, json).write());
    }

    private void write() {
        json.writeStartObject();
        json.writeStringProperty("lifeboat", Version.TEXT);
        json.writeStringProperty("mode", lower(report.mode()));
        json.writeObjectPropertyStart("backup");
        json.writeStringProperty("file", report.backup().file());
        json.writeNumberProperty("sizeBytes", report.backup().size());
        json.writeNumberProperty("format", report.backup().format());
        json.writeEndObject();
        header();
        json.writeStringProperty("verdict", lower(report.verdict()));
        json.writeArrayPropertyStart("vms");
        report.vms().forEach(this::vm);
        json.writeEndArray();
        problems(report.problems());
        json.writeEndObject();
    }

    private void header() {
        RestoreReport.Header header = report.header();
        json.writeObjectPropertyStart("header");
        json.writeBooleanProperty("verified", true);
        json.writeStringProperty("hmacAlgorithm", header.hmacAlgorithm());
        json.writeStringProperty("cryptoAlgorithm", header.cryptoAlgorithm());
        json.writeBooleanProperty("encrypted", header.encrypted());
        json.writeBooleanProperty("compressed", header.compressed());
        json.writeStringProperty("compressionFilter", header.compressionFilter());
        if (header.keyDerivation().isPresent()) {
            json.writeStringProperty("keyDerivationDigest", header.keyDerivation().get());
        } else {
            json.writeNullProperty("keyDerivationDigest");
        }
        json.writeEndObject();
    }

    private void vm(VmResult vm) {
        json.writeStartObject();
        json.writeStringProperty("name", vm.vm().name());
        json.writeStringProperty("type", vm.vm().type().term());
        json.writeStringProperty("label", vm.vm().label());
        json.writeStringProperty("path", vm.vm().path());
        if (report.mode() == Mode.LIST) {
            json.writeBooleanProperty("included", vm.vm().included());
        }
        json.writeStringProperty("verdict", lower(vm.verdict()));
        json.writeArrayPropertyStart("archives");
        vm.archives().forEach(this::archive);
        json.writeEndArray();
        problems(vm.problems());
        json.writeEndObject();
    }

    private void archive(ArchiveResult archive) {
        json.writeStartObject();
        json.writeStringProperty("name", archive.name());
        json.writeStringProperty("verdict", lower(archive.verdict()));
        json.writeNumberProperty("storedBytes", archive.storedBytes());
        if (report.mode() != Mode.LIST) {
            json.writeNumberProperty("restoredBytes", archive.restoredBytes());
            json.writeArrayPropertyStart("chunks");
            archive.chunks().forEach(this::chunk);
            json.writeEndArray();
            json.writeArrayPropertyStart("outputs");
            archive.outputs().forEach(this::output);
            json.writeEndArray();
        }
        problems(archive.problems());
        json.writeEndObject();
    }

    private void chunk(ChunkResult chunk) {
        json.writeStartObject();
        json.writeStringProperty("name", chunk.name());
        json.writeStringProperty("verdict", lower(chunk.verdict()));
        json.writeNumberProperty("sizeBytes", chunk.size());
        json.writeStringProperty("storedHmac", chunk.storedHmac());
        json.writeStringProperty("computedHmac", chunk.computedHmac());
        json.writeEndObject();
    }

    private void output(FolderSink.Output output) {
        json.writeStartObject();
        json.writeStringProperty("path", output.path());
        json.writeNumberProperty("sizeBytes", output.size());
        json.writeEndObject();
    }

    private void problems(List<Problem> problems) {
        json.writeArrayPropertyStart("problems");
        problems.forEach(problem -> json.writeString(Messages.text(problem)));
        json.writeEndArray();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
