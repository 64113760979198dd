package org.lifeboat.restore;

import org.lifeboat.content.FolderSink;
import org.lifeboat.content.VmFolder;
import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.disk.copy.CopyResult;
import org.lifeboat.disk.copy.TreeCopier;
import org.lifeboat.local.FolderSync;
import org.lifeboat.problem.CopyProblem;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Copies a home out of a VM's disk into the folder {@code files}. That bears its name once nothing
 * is wrong with it and it is on the drive; until then, and for good if it fails, it is called
 * incomplete.
 */
final class HomeCopy {

    private static final String FOLDER = "files";

    /** Of files that could not be copied, this many are told one by one. */
    private static final int MOST_ALIKE = 20;

    private final VmContents vm;
    private final VmFolder folder;
    private final HomeFolder home;
    private final Findings findings;
    private final Optional<Problem> ifNotWhole;
    private final boolean isOfDamagedDisk;
    private boolean isWhole;

    /**
     * @param folder the VM's, where the copy is made
     * @param findings receives what is wrong with files
     * @param ifNotWhole noted as well if the copy lacks something
     * @param isOfDamagedDisk whether files that are not whole are expected, and have names that say
     *     so: then the copy is in its place without them
     */
    HomeCopy(
            VmContents vm,
            VmFolder folder,
            HomeFolder home,
            Findings findings,
            Optional<Problem> ifNotWhole,
            boolean isOfDamagedDisk) {
        this.vm = vm;
        this.folder = folder;
        this.home = home;
        this.findings = findings;
        this.ifNotWhole = ifNotWhole;
        this.isOfDamagedDisk = isOfDamagedDisk;
    }

    /** After {@link #run}: whether the disk holds nothing of the user's that the copy lacks. */
    boolean isWhole() {
        return isWhole;
    }

    /**
     * @return the files in their place; nothing if they are not, and then it was told why
     * @throws IOException if the folder cannot be made or named
     * @throws java.util.concurrent.CancellationException if it was to stop
     */
    Optional<FolderSink.Output> run(
            CopyOptions options, CopyProgress progress, Cancellation cancellation)
            throws IOException {
        Path incomplete = folder.newFolder(FOLDER);
        boolean isInPlace = false;
        try {
            CopyResult result =
                    new TreeCopier(home.fileSystem(), options)
                            .copy(
                                    List.of(home.entry().withoutName()),
                                    incomplete,
                                    progress,
                                    cancellation);
            isWhole = tell(result);
            if (result.cancelled()) {
                findings.cancelled();
            }
            if (!isWhole) {
                ifNotWhole.ifPresent(problem -> findings.note(Verdict.OK, problem));
            }
            if (result.cancelled() || findings.verdict() != Verdict.OK && !isOfDamagedDisk) {
                return Optional.empty();
            }
            TreeSync.all(incomplete, cancellation);
            String name = folder.name() + "/" + folder.rename(incomplete, FOLDER);
            isInPlace = true;
            FolderSync.sync(folder.path());
            return Optional.of(
                    new FolderSink.Output(name, result.bytes(), OptionalLong.of(result.files())));
        } finally {
            if (!isInPlace) {
                leave(incomplete);
            }
        }
    }

    private void leave(Path incomplete) {
        try {
            Files.delete(incomplete);
        } catch (IOException notEmpty) {
            String name = folder.name() + "/" + incomplete.getFileName();
            findings.note(Verdict.OK, new RunProblem.LeftIncomplete(name));
        }
    }

    /** Whether there was nothing to be told. */
    private boolean tell(CopyResult result) {
        home.doubt().ifPresent(doubt -> noteFile(home.path(), doubt));
        if (!home.isAll()) {
            findings.note(Verdict.OK, new CopyProblem.OtherHomes(vm.vm().name()));
        }
        result.problems().stream()
                .limit(MOST_ALIKE)
                .forEach(trouble -> noteFile(join(home.path(), trouble.path()), trouble.problem()));
        long more = result.problemCount() - MOST_ALIKE;
        if (more > 0) {
            findings.note(
                    isHarmless(result) ? Verdict.OK : Verdict.DAMAGED,
                    new RunProblem.MoreOfTheSame((int) Math.min(Integer.MAX_VALUE, more)));
        }
        return findings.problems().isEmpty() && result.isComplete();
    }

    private static String join(String folder, String below) {
        return below.isEmpty() ? folder : folder + "/" + below;
    }

    private void noteFile(String path, Problem problem) {
        findings.note(
                isHarmless(problem) ? Verdict.OK : Verdict.DAMAGED,
                new CopyProblem.FileNotCopied(path, vm.vm().name(), problem));
    }

    /** Whether all problems are known, and none of them takes anything of a file. */
    private static boolean isHarmless(CopyResult result) {
        return result.problemCount() == result.problems().size()
                && result.problems().stream().allMatch(trouble -> isHarmless(trouble.problem()));
    }

    /** Whether no file's content is missing or doubtful: links and sockets have none. */
    private static boolean isHarmless(Problem problem) {
        return problem instanceof DiskProblem.KindLeftOut
                || problem instanceof DiskProblem.LinkNotMade;
    }
}
