package org.lifeboat.cli;

import org.lifeboat.archive.FileKind;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.restore.DisksInside;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.UnverifiedBackup;
import org.lifeboat.restore.VmContents;
import org.lifeboat.restore.inside.InsideDisk;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Which disk is meant where it lies in a backup, and reading it there. */
final class BackupDisk {

    /** Bytes of a file's beginning that tell a backup from an image. */
    private static final int START = 1024;

    private final OptionSpec vm = Arguments.option("--vm", "NAME", String.class, "disk.vm");

    private final OptionSpec disk = Arguments.option("--disk", "NAME", String.class, "disk");

    private final PassphraseOption passphrase = new PassphraseOption("disk.passphrase.file");

    private final OtherCopies copies = new OtherCopies();

    private final OptionSpec usesDamaged = Arguments.flag("--use-damaged", "disk.use.damaged");

    /** What is done with a disk while the backup is open. */
    @FunctionalInterface
    interface Work {
        /**
         * @param source the disk, whose reading the wish to stop ends
         * @param progress of its reading
         * @return the exit status
         */
        int on(BlockSource source, InsideDisk progress) throws IOException, UsageException;
    }

    void addArguments(CommandSpec command) {
        command.addOption(vm);
        command.addOption(disk);
        command.addOption(passphrase.option());
        command.addOption(copies.option());
        command.addOption(usesDamaged);
    }

    /** Whether the file is a backup, or must be one by what was said of it. */
    boolean isIn(Path file) throws IOException {
        if (vmName().isPresent()
                || diskName().isPresent()
                || passphrase.isGiven()
                || !copies.files().isEmpty()) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return FileKind.of(in.readNBytes(START)) == FileKind.TAR;
        }
    }

    /**
     * Asks for the passphrase, opens the backup, and has the disk read.
     *
     * @param tell receives sentences
     * @return the exit status, which is not 0 if damage was met
     */
    int read(Path file, Cancellation cancellation, Consumer<String> tell, Work work)
            throws IOException, FatalException, UsageException {
        copies.check(file);
        UnverifiedBackup.at(file, copies.files());
        if (Arguments.isGiven(usesDamaged)) {
            tell.accept(Messages.text("cli.damaged.not.in.place"));
        }
        try (Passphrase given = passphrase.read();
                Interrupts _ = Interrupts.handledBy(cancellation::request);
                OpenBackup backup =
                        OpenBackup.open(file, copies.files(), List.of(given), cancellation);
                DisksInside disks = new DisksInside(backup)) {
            VmContents contents = vm(backup);
            DiskChoice.Chosen chosen = disk(contents);
            Watch watch = Watch.until(cancellation);
            InsideDisk inside =
                    disks.open(chosen, watch)
                            .orElseThrow(
                                    () ->
                                            new UsageException(
                                                    Messages.text(
                                                            "cli.no.such.image",
                                                            Messages.printable(name(contents)),
                                                            chosen.name())));
            int status = work.on(inside.watchedBy(watch), inside);
            inside.problems().forEach(problem -> tell.accept(Messages.text(problem)));
            boolean isDamaged = inside.problems().stream().anyMatch(BackupDisk::isDamage);
            return status == ExitCode.OK && isDamaged ? ExitCode.DAMAGED : status;
        }
    }

    private static boolean isDamage(Problem problem) {
        return !(problem instanceof ChunkProblem.RecoveredOnSecondRead);
    }

    private static String name(VmContents contents) {
        return contents.vm().name();
    }

    private VmContents vm(OpenBackup backup) throws UsageException {
        Optional<String> wanted = vmName();
        if (wanted.isPresent()) {
            return RunCommand.named(backup, wanted.get()).getFirst();
        }
        List<VmContents> all = backup.vms().stream().filter(BackupDisk::hasDisk).toList();
        if (all.isEmpty()) {
            throw new UsageException(Messages.text("cli.no.disks"));
        }
        if (all.size() > 1) {
            throw new UsageException(
                    Messages.text(
                            "cli.which.vm",
                            all.stream()
                                    .map(each -> Messages.printable(name(each)))
                                    .collect(Collectors.joining(", "))));
        }
        return all.getFirst();
    }

    private static boolean hasDisk(VmContents contents) {
        return !(DiskChoice.of(contents, Optional.empty()) instanceof DiskChoice.None);
    }

    private DiskChoice.Chosen disk(VmContents contents) throws UsageException {
        String name = Messages.printable(name(contents));
        return switch (DiskChoice.of(contents, diskName())) {
            case DiskChoice.Chosen chosen -> chosen;
            case DiskChoice.None _ ->
                    throw new UsageException(Messages.text("cli.vm.without.disk", name));
            case DiskChoice.Several several ->
                    throw new UsageException(
                            Messages.text("cli.which.disk", name, names(several.names())));
            case DiskChoice.NotThere other ->
                    throw new UsageException(
                            Messages.text(
                                    "cli.no.such.disk",
                                    name,
                                    Messages.printable(other.wished()),
                                    names(other.names())));
        };
    }

    private static String names(List<String> disks) {
        return disks.stream().map(Messages::printable).collect(Collectors.joining(", "));
    }

    private Optional<String> vmName() {
        return Arguments.value(vm);
    }

    private Optional<String> diskName() {
        return Arguments.value(disk);
    }
}
