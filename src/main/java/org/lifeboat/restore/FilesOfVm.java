package org.lifeboat.restore;

import org.lifeboat.content.FolderSink;
import org.lifeboat.content.VmFolder;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.disk.copy.CopyResult;
import org.lifeboat.disk.copy.TreeCopier;
import org.lifeboat.local.FaultLog;
import org.lifeboat.local.FolderSync;
import org.lifeboat.problem.CopyProblem;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Copies the user's files out of a VM's disk once that is verified and in place, and removes the
 * disk's image where that was wished for and the copy lacks nothing. Never throws for what is in a
 * disk.
 */
final class FilesOfVm {

    private static final String FOLDER = "files";

    /** Of files that could not be copied, this many are told one by one. */
    private static final int MOST_ALIKE = 20;

    private final VmContents vm;
    private final VmFolder folder;
    private final Path destination;
    private final Wanted wanted;
    private final CopyProgress progress;
    private final Cancellation cancellation;
    private final List<Problem> problems = new ArrayList<>();
    private Verdict verdict = Verdict.OK;

    /** Whether the disk's own archive is damaged: then files that are not whole are expected. */
    private boolean isSalvaged;

    FilesOfVm(
            VmContents vm,
            VmFolder folder,
            Path destination,
            Wanted wanted,
            CopyProgress progress,
            Cancellation cancellation) {
        this.vm = vm;
        this.folder = folder;
        this.destination = destination;
        this.wanted = wanted;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** What is to be told beside what the archives' results tell. */
    List<Problem> problems() {
        return problems;
    }

    /** Whether everything that was asked for besides the image is in place. */
    Verdict verdict() {
        return verdict;
    }

    /**
     * To be called with each of the VM's archives when it has its result; does nothing unless that
     * is the disk with the user's files, in place.
     *
     * @return the same with the outputs that there are now
     */
    ArchiveResult after(ArchiveResult archive) {
        if (!vm.holdsHome() || !archive.name().equals(VmContents.DISK_OF_DATA)) {
            return archive;
        }
        try {
            return archive.verdict() == Verdict.OK
                    ? copyFrom(archive)
                    : archive.salvaged().map(left -> copyFrom(archive, left)).orElse(archive);
        } finally {
            progress.end();
        }
    }

    /** The whole files of a damaged disk, and the others under names that say so. */
    private ArchiveResult copyFrom(ArchiveResult archive, Salvaged left) {
        isSalvaged = true;
        String image = folder.name() + "/" + left.image().getFileName();
        List<FolderSink.Output> outputs = new ArrayList<>(archive.outputs());
        copyFrom(left.image(), image).ifPresent(made -> outputs.add(made.output()));
        return archive.with(outputs);
    }

    private ArchiveResult copyFrom(ArchiveResult archive) {
        if (archive.outputs().size() != 1) {
            note(Verdict.DAMAGED, new CopyProblem.DiskUnknown(name()));
            return archive;
        }
        FolderSink.Output image = archive.outputs().getFirst();
        Path path = destination.resolve(image.path());
        List<FolderSink.Output> outputs = new ArrayList<>(archive.outputs());
        boolean isWhole = false;
        if (cancellation.isRequested()) {
            verdict = Verdict.CANCELLED;
        } else if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            note(Verdict.DAMAGED, new CopyProblem.DiskUnknown(image.path()));
        } else {
            Optional<Copy> copy = copyFrom(path, image.path());
            isWhole = copy.filter(Copy::isWhole).isPresent();
            copy.ifPresent(made -> outputs.add(made.output()));
        }
        if (isWhole && wanted == Wanted.FILES && remove(path, image.path())) {
            outputs.remove(image);
        }
        return archive.with(outputs);
    }

    private String name() {
        return folder.name() + "/" + VmContents.DISK_OF_DATA;
    }

    /**
     * Files in their final place.
     *
     * @param isWhole whether the image holds nothing of the user's that they lack
     */
    private record Copy(FolderSink.Output output, boolean isWhole) {}

    /** Nothing if there are none; why was noted then. */
    private Optional<Copy> copyFrom(Path path, String image) {
        try (ImageFile disk = ImageFile.open(path)) {
            return switch (HomeFolder.in(disk)) {
                case HomeFolder.Look.Found(HomeFolder home) -> copy(home, image);
                case HomeFolder.Look.None(boolean isSure) -> {
                    note(
                            isSure ? Verdict.OK : Verdict.DAMAGED,
                            new CopyProblem.DiskWithoutHome(image));
                    yield Optional.empty();
                }
                case HomeFolder.Look.Unreadable(Optional<FileSystemKind> kind) -> {
                    noteUnreadable(kind, image);
                    yield Optional.empty();
                }
            };
        } catch (CancellationException wished) {
            verdict = Verdict.CANCELLED;
        } catch (ProblemException broken) {
            note(Verdict.DAMAGED, new CopyProblem.DiskDamaged(image, broken.problem()));
        } catch (IOException failed) {
            note(Verdict.DAMAGED, new CopyProblem.FilesNotWritten(image));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError unexpected) {
            note(Verdict.DAMAGED, new RunProblem.Internal(FaultLog.keep(unexpected)));
        }
        return Optional.empty();
    }

    private void noteUnreadable(Optional<FileSystemKind> kind, String image) {
        if (kind.isEmpty()) {
            note(Verdict.DAMAGED, new CopyProblem.DiskUnknown(image));
        } else if (kind.get() == FileSystemKind.EMPTY) {
            note(Verdict.OK, new CopyProblem.DiskEmpty(image));
        } else {
            note(Verdict.DAMAGED, new CopyProblem.DiskOfOtherKind(image, kind.get()));
        }
    }

    private Optional<Copy> copy(HomeFolder home, String image) throws IOException {
        Path incomplete = folder.newFolder(FOLDER);
        boolean isInPlace = false;
        try {
            CopyResult result = copy(home, incomplete);
            boolean isWhole = tell(home, result);
            if (result.cancelled()) {
                verdict = Verdict.CANCELLED;
            }
            if (!isWhole && wanted == Wanted.FILES) {
                note(Verdict.OK, new CopyProblem.DiskKept(image));
            }
            if (verdict != Verdict.OK && !isSalvaged || result.cancelled()) {
                return Optional.empty();
            }
            TreeSync.all(incomplete, cancellation);
            String name = folder.name() + "/" + folder.rename(incomplete, FOLDER);
            isInPlace = true;
            FolderSync.sync(folder.path());
            return Optional.of(new Copy(new FolderSink.Output(name, result.bytes()), isWhole));
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
            note(Verdict.OK, new RunProblem.LeftIncomplete(name));
        }
    }

    private CopyResult copy(HomeFolder home, Path into) throws IOException {
        CopyOptions options = Destination.copyOptions(destination);
        return new TreeCopier(home.fileSystem(), options)
                .copy(List.of(home.entry().withoutName()), into, progress, cancellation);
    }

    /** Whether there is nothing to be told. */
    private boolean tell(HomeFolder home, CopyResult result) {
        home.doubt().ifPresent(doubt -> noteFile(home.path(), doubt));
        if (!home.isAll()) {
            note(Verdict.OK, new CopyProblem.OtherHomes(vm.vm().name()));
        }
        result.problems().stream()
                .limit(MOST_ALIKE)
                .forEach(trouble -> noteFile(join(home.path(), trouble.path()), trouble.problem()));
        long more = result.problemCount() - MOST_ALIKE;
        if (more > 0) {
            boolean harmless =
                    result.problemCount() == result.problems().size()
                            && result.problems().stream()
                                    .allMatch(trouble -> isHarmless(trouble.problem()));
            note(
                    harmless ? Verdict.OK : Verdict.DAMAGED,
                    new RunProblem.MoreOfTheSame((int) Math.min(Integer.MAX_VALUE, more)));
        }
        return problems.isEmpty() && result.isComplete();
    }

    private static String join(String folder, String below) {
        return below.isEmpty() ? folder : folder + "/" + below;
    }

    private void noteFile(String path, Problem problem) {
        note(
                isHarmless(problem) ? Verdict.OK : Verdict.DAMAGED,
                new CopyProblem.FileNotCopied(path, vm.vm().name(), problem));
    }

    /** Whether no file's content is missing or doubtful: links and sockets have none. */
    private static boolean isHarmless(Problem problem) {
        return problem instanceof DiskProblem.KindLeftOut
                || problem instanceof DiskProblem.LinkNotMade;
    }

    private boolean remove(Path path, String image) {
        try {
            Files.delete(path);
            return true;
        } catch (IOException inUse) {
            note(Verdict.OK, new CopyProblem.DiskNotRemoved(image));
            return false;
        }
    }

    private void note(Verdict with, Problem problem) {
        verdict = verdict.and(with);
        problems.add(problem);
    }
}
