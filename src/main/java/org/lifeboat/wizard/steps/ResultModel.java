package org.lifeboat.wizard.steps;

import org.lifeboat.report.Messages;
import org.lifeboat.report.Summary;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the result page says, from the report alone. */
final class ResultModel {

    private final RestoreReport report;

    ResultModel(RestoreReport report) {
        this.report = report;
    }

    RestoreReport report() {
        return report;
    }

    String sentence() {
        return Summary.of(report);
    }

    boolean isGood() {
        return report.verdict() == Verdict.OK;
    }

    boolean isRestore() {
        return report.mode() == Mode.RESTORE;
    }

    /** Every sentence about something that is wrong, with the VM and archive that it is about. */
    List<String> problems() {
        List<String> sentences = new ArrayList<>();
        report.problems().forEach(problem -> sentences.add(Messages.text(problem)));
        for (VmResult vm : report.vms()) {
            vm.problems().forEach(problem -> sentences.add(Messages.text(problem)));
            for (ArchiveResult archive : vm.archives()) {
                archive.problems()
                        .forEach(
                                problem ->
                                        sentences.add(
                                                Messages.printable(
                                                                vm.vm().name()
                                                                        + "/"
                                                                        + archive.name())
                                                        + ": "
                                                        + Messages.text(problem)));
            }
        }
        return sentences;
    }

    /** All chunks, or only those that are not authentic. */
    List<ChunkResult> chunks(boolean onlyProblems) {
        return report.vms().stream()
                .flatMap(vm -> vm.archives().stream())
                .flatMap(archive -> archive.chunks().stream())
                .filter(
                        chunk ->
                                !onlyProblems
                                        || chunk.verdict() != ChunkResult.Verdict.VERIFIED
                                        || chunk.problem().isPresent())
                .toList();
    }

    /** Paths of restored disk images below the destination. */
    List<String> diskImages() {
        return report.vms().stream().flatMap(vm -> diskImages(vm).stream()).toList();
    }

    /** The same of one VM. */
    List<String> diskImages(VmResult vm) {
        if (!isRestore()) {
            return List.of();
        }
        return vm.archives().stream()
                .flatMap(archive -> archive.outputs().stream())
                .map(output -> output.path())
                .filter(path -> path.endsWith("/private.img") || path.endsWith("/root.img"))
                .toList();
    }

    /** The first file of a VM that is in place, if any. */
    static Optional<String> firstOutput(VmResult vm) {
        return vm.archives().stream()
                .flatMap(archive -> archive.outputs().stream())
                .map(output -> output.path())
                .findFirst();
    }
}
