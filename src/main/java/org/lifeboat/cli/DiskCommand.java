package org.lifeboat.cli;

import org.lifeboat.disk.DiskContent;
import org.lifeboat.disk.DiskImage;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.Partition;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.JournalState;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.inside.InsideDisk;
import org.lifeboat.watch.Cancellation;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** What the commands on a disk image have in common: which file system of it. */
abstract class DiskCommand extends FileCommand {

    private final PositionalParamSpec image = Arguments.file("IMAGE|BACKUP", "image");

    private final OptionSpec partition =
            Arguments.option("--partition", "N", Integer.class, "partition");

    private final BackupDisk inBackup = new BackupDisk();

    private final Cancellation cancellation = new Cancellation();

    private boolean isInBackup;

    /** How far reading is on its way to what is wanted, and how many bytes it has passed. */
    private DoubleSupplier fraction = () -> 0;

    private LongSupplier passed = () -> 0;

    DiskCommand(Streams streams) {
        super(streams);
    }

    @Override
    void addArguments(CommandSpec command) {
        super.addArguments(command);
        command.addPositional(image);
        command.addOption(partition);
        inBackup.addArguments(command);
    }

    /**
     * @return the exit status
     */
    abstract int run(Ext4 fileSystem) throws IOException, UsageException;

    @Override
    final Path file() {
        return image.getValue();
    }

    @Override
    final int run() throws IOException, FatalException, UsageException {
        Path file = file();
        FileType.checkHasBytes(file);
        try {
            if (inBackup.isIn(file)) {
                return inBackup.read(file, cancellation, this::message, this::runInside);
            }
            try (ImageFile source = ImageFile.open(file)) {
                return runOn(source);
            }
        } catch (NotReadable other) {
            return fail(other, other.getMessage(), ExitCode.UNREADABLE);
        } catch (ProblemException damaged) {
            boolean isDisk = damaged.problem() instanceof DiskProblem;
            return fail(
                    damaged,
                    Messages.text(damaged.problem()),
                    isDisk ? ExitCode.UNREADABLE : ExitCode.DAMAGED);
        }
    }

    private int runInside(BlockSource source, InsideDisk progress)
            throws IOException, UsageException {
        isInBackup = true;
        fraction = progress::fraction;
        passed = progress::decodedBytes;
        return runOn(source);
    }

    private int runOn(BlockSource source) throws IOException, UsageException {
        Ext4 fileSystem;
        try (ProgressBar _ = looking()) {
            fileSystem = Ext4.open(volume(source));
        }
        JournalState journal = fileSystem.journal();
        tellJournal(journal);
        int status = run(fileSystem);
        return status == ExitCode.OK && journal.isDamage() ? ExitCode.DAMAGED : status;
    }

    /** A bar for the time that it takes to come to what is wanted. */
    final ProgressBar looking() {
        return ProgressBar.start(streams(), fraction, passed);
    }

    /** Whether the disk is read where it lies in a backup. */
    final boolean isInBackup() {
        return isInBackup;
    }

    /** The wish to stop, of the command as a whole. */
    final Cancellation cancellation() {
        return cancellation;
    }

    /** The image holds no file system that can be read; the message says what it holds. */
    private static final class NotReadable extends IOException {
        private static final long serialVersionUID = 1;

        private NotReadable(String message) {
            super(message);
        }
    }

    private BlockSource volume(BlockSource source) throws IOException, UsageException {
        Optional<Integer> wanted = Arguments.value(partition);
        return switch (DiskImage.look(source)) {
            case DiskContent.Volume volume -> {
                if (wanted.isPresent()) {
                    throw new UsageException(Messages.text("disk.no.partition", wanted.get()));
                }
                if (volume.kind() == FileSystemKind.EMPTY) {
                    throw new NotReadable(Messages.text("disk.is.empty"));
                }
                if (volume.kind() != FileSystemKind.EXT) {
                    throw new NotReadable(Messages.text("disk.is.other", volume.kind()));
                }
                yield volume.source();
            }
            case DiskContent.Partitions partitions -> partition(partitions.partitions(), wanted);
        };
    }

    private BlockSource partition(List<Partition> all, Optional<Integer> wanted)
            throws IOException, UsageException {
        List<Partition> readable =
                all.stream()
                        .filter(each -> each.kind() == FileSystemKind.EXT)
                        .filter(each -> wanted.isEmpty() || each.number() == wanted.get())
                        .toList();
        if (readable.size() == 1) {
            return readable.getFirst().source();
        }
        for (Partition each : all) {
            message(
                    Messages.text(
                            "disk.partition",
                            each.number(),
                            each.kind(),
                            new ByteCount(each.source().size())));
        }
        if (wanted.isPresent()) {
            throw new UsageException(Messages.text("disk.no.partition", wanted.get()));
        }
        if (readable.isEmpty()) {
            throw new NotReadable(Messages.text("disk.no.files"));
        }
        throw new UsageException(Messages.text("disk.many.partitions", all.size()));
    }

    private void tellJournal(JournalState journal) {
        switch (journal) {
            case APPLIED -> message(Messages.text("disk.journal.applied"));
            case DAMAGED -> message(Messages.text("disk.journal.damaged"));
            case ABSENT, CLEAN -> {}
        }
    }

    final FolderEntry find(Ext4 fileSystem, String path) throws IOException, UsageException {
        return fileSystem
                .find(path, cancellation)
                .orElseThrow(() -> new UsageException(Messages.text("disk.no.such.path", path)));
    }
}
