package org.lifeboat.report;

import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.content.FolderSink;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.Hmacs;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Reports as the engine hands them out, made by hand. */
final class Reports {

    static final String STORED = "5b26".repeat(32);
    static final String COMPUTED = "c0de".repeat(32);

    private Reports() {}

    static RestoreReport of(Mode mode, Verdict verdict, VmResult... vms) {
        return new RestoreReport(
                mode,
                new RestoreReport.Backup("qubes-2016-01-01T120000", 402124800, 3),
                new RestoreReport.Header(
                        "SHA512",
                        "aes-256-cbc",
                        true,
                        true,
                        "gzip",
                        Optional.of("MD5"),
                        "aa".repeat(64),
                        "aa".repeat(64)),
                verdict,
                List.of(vms),
                List.of());
    }

    /** Of the verdicts given, a VM each. */
    static RestoreReport of(Mode mode, Verdict verdict, Verdict... vms) {
        return of(
                mode,
                verdict,
                Arrays.stream(vms).map(each -> vm("work", each)).toArray(VmResult[]::new));
    }

    static VmResult vm(String name, Verdict verdict, ArchiveResult... archives) {
        Vm vm = new Vm(name, VmType.APP, "green", "vm5", true, OptionalLong.empty(), false);
        return new VmResult(vm, verdict, List.of(archives), List.of());
    }

    static ArchiveResult good(String name) {
        return new ArchiveResult(
                "private.img",
                Verdict.OK,
                223327232,
                4294967296L,
                List.of(chunk(name, ChunkVerdict.VERIFIED, STORED, STORED)),
                List.of(new FolderSink.Output("work/private.img", 4294967296L)),
                List.of());
    }

    /** Of {@code part.000} and so on. */
    static ArchiveResult wentOn(int earlier, int parts) {
        return new ArchiveResult(
                "private.img",
                Verdict.OK,
                223327232,
                4294967296L,
                IntStream.range(0, parts)
                        .mapToObj(
                                i ->
                                        chunk(
                                                "part.%03d".formatted(i),
                                                ChunkVerdict.VERIFIED,
                                                STORED,
                                                STORED))
                        .toList(),
                List.of(new FolderSink.Output("work/private.img", 4294967296L)),
                List.of(),
                Optional.empty(),
                earlier);
    }

    static ArchiveResult damaged(String name) {
        return new ArchiveResult(
                "private.img",
                Verdict.DAMAGED,
                223327232,
                0,
                List.of(
                        chunk(name + ".000", ChunkVerdict.FAILED, STORED, COMPUTED),
                        chunk(name + ".001", ChunkVerdict.MISSING, "", ""),
                        chunk(name + ".002", ChunkVerdict.UNREAD, "", "")),
                List.of(),
                List.of(new ChunkProblem.Failed(name)));
    }

    private static ChunkResult chunk(
            String name, ChunkVerdict verdict, String stored, String computed) {
        return new ChunkResult(
                name, verdict, 104857600, Hmacs.of(stored, computed), Optional.empty());
    }
}
