package org.lifeboat.cli;

import org.lifeboat.disk.BlockSource;
import org.lifeboat.disk.DiskContent;
import org.lifeboat.disk.DiskException;
import org.lifeboat.disk.DiskImage;
import org.lifeboat.disk.Entry;
import org.lifeboat.disk.Ext4;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.JournalState;
import org.lifeboat.disk.Partition;
import org.lifeboat.report.Messages;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What the commands on a disk image have in common: which file system of it, and how failures are
 * told.
 */
@Command(mixinStandardHelpOptions = true, versionProvider = Cli.VersionText.class)
abstract class DiskCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "A disk image, private.img or root.img.")
    private Path image;

    @Option(
            names = "--partition",
            paramLabel = "N",
            description = "The partition, where the disk has several with files.")
    private Optional<Integer> partition = Optional.empty();

    @Option(
            names = "--debug",
            hidden = true,
            description = "Show where in the program something went wrong.")
    private boolean debug;

    private final Streams streams;

    DiskCommand(Streams streams) {
        this.streams = streams;
    }

    /**
     * @return the exit status
     */
    abstract int run(Ext4 fileSystem) throws IOException, UsageException;

    final Streams streams() {
        return streams;
    }

    final void message(String text) {
        streams.err().println(text);
    }

    @Override
    public final Integer call() {
        try {
            if (!Files.isRegularFile(image)) {
                throw new UsageException(Messages.text("cli.no.such.file", image.toString()));
            }
            try (ImageFile source = ImageFile.open(image)) {
                Ext4 fileSystem = Ext4.open(volume(source));
                tellJournal(fileSystem.journal());
                return run(fileSystem);
            }
        } catch (UsageException wrong) {
            return fail(wrong, wrong.getMessage(), ExitCode.USAGE);
        } catch (NotReadable other) {
            return fail(other, other.getMessage(), ExitCode.UNREADABLE);
        } catch (DiskException damaged) {
            return fail(damaged, Messages.text(damaged.problem()), ExitCode.UNREADABLE);
        } catch (IOException unreadable) {
            return fail(
                    unreadable, Messages.text("cli.cannot.read", image.toString()), ExitCode.USAGE);
        } catch (RuntimeException unexpected) {
            String name = unexpected.getClass().getSimpleName();
            return fail(unexpected, Messages.text("problem.internal", name), ExitCode.DAMAGED);
        }
    }

    /** The image holds no file system that can be read; the message says what it holds. */
    private static final class NotReadable extends IOException {
        private static final long serialVersionUID = 1;

        private NotReadable(String message) {
            super(message);
        }
    }

    private BlockSource volume(BlockSource source) throws IOException, UsageException {
        return switch (DiskImage.look(source)) {
            case DiskContent.Volume volume -> {
                if (partition.isPresent()) {
                    throw new UsageException(Messages.text("disk.no.partition", partition.get()));
                }
                if (volume.kind() == FileSystemKind.EMPTY) {
                    throw new NotReadable(Messages.text("disk.is.empty"));
                }
                if (volume.kind() != FileSystemKind.EXT) {
                    throw new NotReadable(Messages.text("disk.is.other", volume.kind()));
                }
                yield volume.source();
            }
            case DiskContent.Partitions partitions -> partition(partitions.partitions());
        };
    }

    private BlockSource partition(List<Partition> all) throws IOException, UsageException {
        List<Partition> readable =
                all.stream()
                        .filter(each -> each.kind() == FileSystemKind.EXT)
                        .filter(each -> partition.isEmpty() || each.number() == partition.get())
                        .toList();
        if (readable.size() == 1) {
            return readable.getFirst().source();
        }
        for (Partition each : all) {
            message(
                    Messages.text(
                            "disk.partition", each.number(), each.kind(), each.source().size()));
        }
        if (partition.isPresent()) {
            throw new UsageException(Messages.text("disk.no.partition", partition.get()));
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

    final Entry find(Ext4 fileSystem, String path) throws IOException, UsageException {
        return fileSystem
                .find(path)
                .orElseThrow(() -> new UsageException(Messages.text("disk.no.such.path", path)));
    }

    private int fail(Exception cause, String message, int exitCode) {
        message("lifeboat: " + message);
        if (debug) {
            cause.printStackTrace(streams.err());
        }
        return exitCode;
    }
}
