package org.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.ReportTexts;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The names and values that scripts rely on. */
class JsonReportTest {

    private static final RestoreReport REPORT =
            Reports.of(
                    Mode.RESTORE,
                    Verdict.DAMAGED,
                    Reports.vm("work", Verdict.OK, Reports.good("vm5/private.img.000")),
                    Reports.vm("vault", Verdict.DAMAGED, Reports.damaged("vm6/private.img")));

    private final Json json = Json.parse(ReportTexts.json(REPORT));

    private Json vm(int index) {
        return json.get("vms").elements().get(index);
    }

    private Json archive(int vm) {
        return vm(vm).get("archives").elements().getFirst();
    }

    private Json chunk(int vm, int index) {
        return archive(vm).get("chunks").elements().get(index);
    }

    @Test
    void theNamesAreThosePromised() {
        assertThat(json.names())
                .containsExactly(
                        "lifeboat",
                        "mode",
                        "backup",
                        "header",
                        "verdict",
                        "vms",
                        "problems",
                        "problemCodes");
        assertThat(json.get("backup").names()).containsExactly("file", "sizeBytes", "format");
        assertThat(json.get("header").names())
                .containsExactly(
                        "verified",
                        "hmacAlgorithm",
                        "cryptoAlgorithm",
                        "encrypted",
                        "compressed",
                        "compressionFilter",
                        "keyDerivationDigest");
        assertThat(vm(0).names())
                .containsExactly(
                        "name",
                        "type",
                        "label",
                        "path",
                        "verdict",
                        "archives",
                        "problems",
                        "problemCodes");
        assertThat(archive(0).names())
                .containsExactly(
                        "name",
                        "verdict",
                        "storedBytes",
                        "restoredBytes",
                        "chunks",
                        "outputs",
                        "problems",
                        "problemCodes");
        assertThat(chunk(0, 0).names())
                .containsExactly("name", "verdict", "sizeBytes", "storedHmac", "computedHmac");
        assertThat(archive(0).get("outputs").elements().getFirst().names())
                .containsExactly("path", "sizeBytes");
    }

    @Test
    void theValuesAreTheReports() {
        assertThat(json.text("lifeboat")).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
        assertThat(json.text("mode")).isEqualTo("restore");
        assertThat(json.text("verdict")).isEqualTo("damaged");
        assertThat(json.get("backup").text("file")).isEqualTo("qubes-2016-01-01T120000");
        assertThat(json.get("backup").number("sizeBytes")).isEqualTo(402124800);
        assertThat(json.get("backup").number("format")).isEqualTo(3);
        assertThat(json.get("header").get("verified").isTrue()).isTrue();
        assertThat(json.get("header").text("keyDerivationDigest")).isEqualTo("MD5");
        assertThat(vm(0).text("type")).isEqualTo("AppVM");
        assertThat(archive(0).number("restoredBytes")).isEqualTo(4294967296L);
        assertThat(chunk(0, 0).text("verdict")).isEqualTo("verified");
        assertThat(chunk(0, 0).text("storedHmac")).isEqualTo(Reports.STORED);
        assertThat(chunk(1, 0).text("verdict")).isEqualTo("failed");
        assertThat(chunk(1, 0).text("computedHmac")).isEqualTo(Reports.COMPUTED);
        assertThat(chunk(1, 1).text("verdict")).isEqualTo("missing");
        assertThat(chunk(1, 2).text("verdict")).isEqualTo("unread");
    }

    @Test
    void problemsAreSentences() {
        assertThat(archive(1).get("problems").elements())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.text()).contains("is damaged or was altered"));
        assertThat(archive(1).get("problemCodes").elements())
                .singleElement()
                .satisfies(code -> assertThat(code.text()).isEqualTo("chunk.failed"));
    }

    @Test
    void verdictsAreTheWordsPromised() {
        assertThat(lower(Verdict.values()))
                .containsExactlyInAnyOrder("ok", "damaged", "missing", "skipped", "cancelled");
        assertThat(lower(ChunkVerdict.values()))
                .containsExactlyInAnyOrder("verified", "failed", "missing", "unread");
    }

    private static List<String> lower(Enum<?>[] values) {
        return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }

    @Test
    void aListHasNoChunksButTellsWhatIsIncluded() {
        RestoreReport list =
                Reports.of(
                        Mode.LIST,
                        Verdict.OK,
                        Reports.vm("work", Verdict.SKIPPED, Reports.good("vm5/private.img.000")));
        Json vm = Json.parse(ReportTexts.json(list)).get("vms").elements().getFirst();
        assertThat(vm.get("included").isTrue()).isTrue();
        assertThat(vm.get("archives").elements().getFirst().names())
                .contains("name", "storedBytes")
                .doesNotContain("chunks", "outputs", "restoredBytes");
    }

    @Test
    void hostileNamesStayStrings() {
        String hostile = "\"},{\n\\ </script> \u2028 \u202e ü";
        RestoreReport report = Reports.of(Mode.VERIFY, Verdict.OK, Reports.vm(hostile, Verdict.OK));
        assertThat(
                        Json.parse(ReportTexts.json(report))
                                .get("vms")
                                .elements()
                                .getFirst()
                                .text("name"))
                .isEqualTo(hostile);
    }

    @Test
    void whatIsPrintedIsTheSameAndLeavesTheStreamOpen() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        JsonReport.print(REPORT, out);
        out.print("more");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo(ReportTexts.json(REPORT) + "more");
    }
}
