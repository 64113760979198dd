package org.lifeboat.restore;

import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.content.FolderSink;
import org.lifeboat.content.VmFolder;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.problem.CopyProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
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
 * Copies the user's files out of a VM's verified disk image, and removes the image if only the
 * files are wanted and the copy has all of them. Nothing in a disk makes it throw.
 */
final class FilesOfVm {

    private final VmContents vm;
    private final VmFolder folder;
    private final Path destination;
    private final Wanted wanted;
    private final CopyProgress progress;
    private final Cancellation cancellation;
    private final Findings findings = new Findings();

    /** Whether the disk's own archive is damaged: then files that are not whole are expected. */
    private boolean isSalvaged;

    /** Whether the disk is slow to be read anywhere but in order. */
    private boolean isOrdered;

    /** What was copied before the image was written, if it was tried. */
    private Optional<Straight> straight = Optional.empty();

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

    /** Problems that are not in the archives' results. */
    List<Problem> problems() {
        return findings.problems();
    }

    /** Whether everything that was asked for besides the image is in place. */
    Verdict verdict() {
        return findings.verdict();
    }

    /** An earlier run has done all of it. */
    void takeOver(Verdict verdict, List<Problem> problems) {
        findings.note(verdict, problems);
        progress.end();
    }

    /**
     * Copied without the image.
     *
     * @param output the files in their place, if they are
     * @param isWhole whether nobody needs the image any more
     */
    record Straight(Optional<FolderSink.Output> output, boolean isWhole) {}

    /** Whether files come out of this archive. */
    boolean areIn(ChunkSequence archive) {
        return vm.holdsHome() && archive.path().name().equals(VmContents.DISK_OF_DATA);
    }

    /** Whether the image is to stay only if it is needed. */
    boolean areAllThatIsWanted() {
        return wanted == Wanted.FILES;
    }

    /**
     * Copies the files out of a disk of which there is no image; one that is written afterwards is
     * not looked into again.
     *
     * @param isDamaged whether files that are not whole are expected
     */
    Straight copyStraight(BlockSource disk, boolean isDamaged) {
        isSalvaged = isDamaged;
        isOrdered = true;
        try {
            Optional<Copy> copy = copyFrom(disk, name());
            Straight made =
                    new Straight(copy.map(Copy::output), copy.filter(Copy::isWhole).isPresent());
            straight = Optional.of(made);
            return made;
        } finally {
            progress.end();
        }
    }

    /**
     * Call this with the result of each of the VM's archives. It acts on one of them: the disk with
     * the user's files, if that is in place.
     *
     * @return the same with the outputs that there are now
     */
    ArchiveResult after(ArchiveResult archive) {
        if (!vm.holdsHome() || !archive.name().equals(VmContents.DISK_OF_DATA)) {
            return archive;
        }
        if (straight.isPresent()) {
            List<FolderSink.Output> outputs = new ArrayList<>(archive.outputs());
            straight.get().output().ifPresent(outputs::add);
            return archive.with(outputs);
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
        Optional<Copy> copy = copyFrom(left.image(), image);
        copy.ifPresent(made -> outputs.add(made.output()));
        ArchiveResult result = archive.with(outputs);
        return copy.map(made -> result.telling(problem -> inPlace(problem, made.output())))
                .orElse(result);
    }

    /** Nobody has to copy what was copied. */
    private static Problem inPlace(Problem problem, FolderSink.Output files) {
        return problem instanceof CopyProblem.SomeFilesWhole some
                ? new CopyProblem.SomeFilesInPlace(
                        some.disk(), some.whole(), some.all(), files.path())
                : problem;
    }

    private ArchiveResult copyFrom(ArchiveResult archive) {
        if (archive.outputs().size() != 1) {
            findings.note(Verdict.DAMAGED, new CopyProblem.DiskUnknown(name()));
            return archive;
        }
        FolderSink.Output image = archive.outputs().getFirst();
        Path path = destination.resolve(image.path());
        List<FolderSink.Output> outputs = new ArrayList<>(archive.outputs());
        boolean isWhole = false;
        if (cancellation.isRequested()) {
            findings.cancelled();
        } else if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            findings.note(Verdict.DAMAGED, new CopyProblem.DiskUnknown(image.path()));
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

    /** Nothing if no files were copied; the findings say why. */
    private Optional<Copy> copyFrom(Path path, String image) {
        try (ImageFile disk = ImageFile.open(path)) {
            return copyFrom(disk, image);
        } catch (ProblemException broken) {
            findings.note(Verdict.DAMAGED, new CopyProblem.DiskDamaged(image, broken.problem()));
            return Optional.empty();
        } catch (IOException failed) {
            findings.note(Verdict.DAMAGED, new CopyProblem.FilesNotWritten(image));
            return Optional.empty();
        }
    }

    /** The same. */
    private Optional<Copy> copyFrom(BlockSource disk, String image) {
        try {
            return switch (HomeFolder.in(disk, cancellation)) {
                case HomeFolder.Search.Found(HomeFolder home) -> copy(home, image);
                case HomeFolder.Search.None(boolean isSure) -> {
                    findings.note(
                            isSure ? Verdict.OK : Verdict.DAMAGED,
                            new CopyProblem.DiskWithoutHome(image));
                    yield Optional.empty();
                }
                case HomeFolder.Search.Unreadable(Optional<FileSystemKind> kind) -> {
                    noteUnreadable(kind, image);
                    yield Optional.empty();
                }
            };
        } catch (CancellationException wished) {
            findings.cancelled();
        } catch (ProblemException broken) {
            findings.note(Verdict.DAMAGED, new CopyProblem.DiskDamaged(image, broken.problem()));
        } catch (IOException failed) {
            findings.note(Verdict.DAMAGED, new CopyProblem.FilesNotWritten(image));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError unexpected) {
            findings.note(Verdict.DAMAGED, InternalFault.told(unexpected));
        }
        return Optional.empty();
    }

    private void noteUnreadable(Optional<FileSystemKind> kind, String image) {
        if (kind.isEmpty()) {
            findings.note(Verdict.DAMAGED, new CopyProblem.DiskUnknown(image));
        } else if (kind.get() == FileSystemKind.EMPTY) {
            findings.note(Verdict.OK, new CopyProblem.DiskEmpty(image));
        } else {
            findings.note(Verdict.DAMAGED, new CopyProblem.DiskOfOtherKind(image, kind.get()));
        }
    }

    private Optional<Copy> copy(HomeFolder home, String image) throws IOException {
        Optional<Problem> kept =
                wanted == Wanted.FILES
                        ? Optional.of(new CopyProblem.DiskKept(image))
                        : Optional.empty();
        HomeCopy copy = new HomeCopy(vm, folder, home, findings, kept, isSalvaged);
        Optional<FolderSink.Output> output = copy.run(options(), progress, cancellation);
        return output.map(files -> new Copy(files, copy.isWhole()));
    }

    private CopyOptions options() {
        CopyOptions usual = Destination.copyOptions(destination);
        return isOrdered ? usual.orderedByPlace() : usual;
    }

    private boolean remove(Path path, String image) {
        try {
            Files.delete(path);
            return true;
        } catch (IOException inUse) {
            findings.note(Verdict.OK, new CopyProblem.DiskNotRemoved(image));
            return false;
        }
    }
}
