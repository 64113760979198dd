package org.lifeboat.wizard.steps;

import org.lifeboat.content.FolderSink;
import org.lifeboat.disk.copy.DiskSurvey;
import org.lifeboat.local.SafeNames;
import org.lifeboat.problem.CopyProblem;
import org.lifeboat.problem.IndexProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.problem.VmProblem;
import org.lifeboat.report.Messages;
import org.lifeboat.report.Summary;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Salvaged;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the result page says, from the report alone. */
final class ResultModel {

    private static final List<String> DISKS = List.of("private.img", "root.img");

    /** Of the files that are not whole, so many are named. */
    private static final int MOST_FILES = 10;

    private final RestoreReport report;

    /** A disk that is not whole, and what was saved of it. */
    record DamagedDisk(String vm, String disk, Salvaged salvaged) {

        /** How many of its files are whole, and whether a list of the others follows. */
        String sentence(DiskSurvey files) {
            int notWhole = notWhole(files);
            int all = count(files.whole() + files.doubtful() + files.damaged());
            String key =
                    switch (notWhole) {
                        case 0 -> "wizard.result.files.whole";
                        case 1 -> "wizard.result.files.but.one";
                        default -> "wizard.result.files.but";
                    };
            return Messages.text(key, count(files.whole()), all, vm + "/" + disk, notWhole);
        }

        /** The first of those that are not whole, each with what it is. */
        List<String> named(DiskSurvey files) {
            return files.list().stream()
                    .limit(MOST_FILES)
                    .map(file -> Messages.text("wizard.result.file", file.path(), file.state()))
                    .toList();
        }

        /** How many others are not whole. */
        int more(DiskSurvey files) {
            return notWhole(files) - Math.min(MOST_FILES, files.list().size());
        }

        private static int notWhole(DiskSurvey files) {
            return count(files.doubtful() + files.damaged());
        }

        private static int count(long files) {
            return (int) Math.min(Integer.MAX_VALUE, files);
        }
    }

    ResultModel(RestoreReport report) {
        this.report = report;
    }

    RestoreReport report() {
        return report;
    }

    /** Those that lack something first: people have to find them. */
    List<VmResult> vms() {
        return report.vms().stream().sorted(Comparator.comparing(ResultModel::isCalm)).toList();
    }

    static boolean isCalm(VmResult vm) {
        return switch (vm.verdict()) {
            case OK, SKIPPED, CANCELLED -> true;
            case DAMAGED, MISSING -> false;
        };
    }

    String sentence() {
        return Summary.of(report);
    }

    /** The headline: what it comes to, in the words of somebody who missed their files. */
    String title() {
        return Messages.text(key("title"));
    }

    /** What one may do now. */
    String introduction() {
        return Messages.text(key("introduction"));
    }

    private String key(String part) {
        String run = isRestore() ? "wizard.result.restored." : "wizard.result.checked.";
        String end =
                switch (report.verdict()) {
                    case OK -> "good.";
                    case CANCELLED -> "stopped.";
                    default -> hasIncompleteVm() ? "damaged." : "but.";
                };
        return run + end + part;
    }

    private boolean hasIncompleteVm() {
        return report.vms().stream().anyMatch(vm -> !isCalm(vm));
    }

    boolean isCancelled() {
        return report.verdict() == Verdict.CANCELLED;
    }

    /**
     * Path below the destination of the ordinary files: the one folder that has them all, or the
     * destination itself if there are several; nothing if there are none.
     */
    Optional<String> files() {
        List<String> folders =
                report.vms().stream().flatMap(vm -> VmFiles.of(vm).folder().stream()).toList();
        return isRestore() && !folders.isEmpty()
                ? Optional.of(folders.size() == 1 ? folders.getFirst() : "")
                : Optional.empty();
    }

    boolean isGood() {
        return report.verdict() == Verdict.OK;
    }

    boolean isRestore() {
        return report.mode() == Mode.RESTORE;
    }

    /** Every sentence about something that is wrong, with the VM and archive that it is about. */
    List<String> problems() {
        return sentences(problem -> !isHarmless(problem));
    }

    /** The same of what is worth knowing, though nothing is wrong. */
    List<String> notes() {
        return sentences(ResultModel::isHarmless);
    }

    private List<String> sentences(Predicate<Problem> wanted) {
        List<String> sentences = new ArrayList<>();
        report.problems().stream()
                .filter(wanted)
                .forEach(problem -> sentences.add(Messages.text(problem)));
        for (VmResult vm : report.vms()) {
            vm.problems().stream()
                    .filter(wanted)
                    .forEach(problem -> sentences.add(sentence(vm, problem)));
            for (ArchiveResult archive : vm.archives()) {
                archive.problems().stream()
                        .filter(wanted)
                        // It stands with the VM, and with the files.
                        .filter(problem -> !isOfWholeFiles(problem))
                        .forEach(problem -> sentences.add(sentence(vm, archive, problem)));
            }
        }
        return sentences;
    }

    private static boolean isOfWholeFiles(Problem problem) {
        return problem instanceof CopyProblem.SomeFilesWhole
                || problem instanceof CopyProblem.SomeFilesInPlace;
    }

    private static boolean isHarmless(Problem problem) {
        return problem instanceof CopyProblem.DiskEmpty
                || problem instanceof CopyProblem.DiskWithoutHome
                || problem instanceof CopyProblem.OtherHomes
                || problem instanceof VmProblem.Renamed;
    }

    private static String sentence(VmResult vm, ArchiveResult archive, Problem problem) {
        return Messages.printable(vm.vm().name() + "/" + archive.name())
                + ": "
                + Messages.text(problem);
    }

    /** The disks of a VM that damage took something of. */
    List<DamagedDisk> damagedDisks(VmResult vm) {
        return vm.archives().stream()
                .flatMap(
                        archive ->
                                archive.salvaged().stream()
                                        .map(
                                                saved ->
                                                        new DamagedDisk(
                                                                vm.vm().name(),
                                                                archive.name(),
                                                                saved)))
                .toList();
    }

    /** Whether a restore that also uses the parts that failed may bring back more. */
    boolean hasDamagedDisks() {
        return isRestore() && report.vms().stream().anyMatch(vm -> !damagedDisks(vm).isEmpty());
    }

    /** Whether something is damaged that another copy of the backup may have whole. */
    boolean hasDamage() {
        return report.verdict() == Verdict.DAMAGED;
    }

    /** Whether a path below the destination is of an image that is not whole. */
    static boolean isIncomplete(String image) {
        return image.endsWith(SafeNames.INCOMPLETE);
    }

    /** Where the backup file itself is damaged, the text does not name the VM. */
    private static String sentence(VmResult vm, Problem problem) {
        String text = Messages.text(problem);
        return problem instanceof IndexProblem
                ? Messages.printable(vm.vm().name()) + ": " + text
                : text;
    }

    /** All chunks, or only those that are not authentic. */
    List<ChunkResult> chunks(boolean onlyProblems) {
        return report.vms().stream()
                .flatMap(vm -> vm.archives().stream())
                .flatMap(archive -> archive.chunks().stream())
                .filter(
                        chunk ->
                                !onlyProblems
                                        || chunk.verdict() != ChunkVerdict.VERIFIED
                                        || chunk.problem().isPresent())
                .toList();
    }

    /** Paths of disk images below the destination, those that are not complete first. */
    List<String> diskImages() {
        return vms().stream().flatMap(vm -> diskImages(vm).stream()).toList();
    }

    /** The same of one VM. */
    List<String> diskImages(VmResult vm) {
        if (!isRestore()) {
            return List.of();
        }
        return vm.archives().stream()
                .flatMap(archive -> Stream.concat(inPlace(archive), incomplete(archive)))
                .filter(ResultModel::isDisk)
                .toList();
    }

    private static Stream<String> inPlace(ArchiveResult archive) {
        return archive.outputs().stream().map(FolderSink.Output::path);
    }

    /** What could be read of a damaged disk; its files may be whole. */
    private static Stream<String> incomplete(ArchiveResult archive) {
        return archive.problems().stream()
                .filter(RunProblem.LeftIncomplete.class::isInstance)
                .map(problem -> ((RunProblem.LeftIncomplete) problem).file());
    }

    static boolean isDisk(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return DISKS.stream()
                .anyMatch(disk -> name.equals(disk) || name.equals(disk + SafeNames.INCOMPLETE));
    }

    /** The first file of a VM that is in place, if any. */
    static Optional<String> firstOutput(VmResult vm) {
        return vm.archives().stream()
                .flatMap(archive -> archive.outputs().stream())
                .map(output -> output.path())
                .findFirst();
    }
}
