package org.lifeboat.cli;

import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.disk.copy.CopyProgress;
import org.lifeboat.disk.copy.CopyResult;
import org.lifeboat.disk.copy.TreeCopier;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.problem.UnusableDestination;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Destination;
import org.lifeboat.watch.Cancellation;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies files and whole folders out of a disk image, or out of a disk in a backup, without
 * mounting it.
 */
final class CopyCommand extends DiskCommand {

    private static final int MOST_PROBLEMS = 50;

    private final PositionalParamSpec paths = Arguments.others("PATH", "paths");

    private final OptionSpec destination = Arguments.destination("copy.to");

    CopyCommand(Streams streams) {
        super(streams);
    }

    @Override
    void addArguments(CommandSpec command) {
        super.addArguments(command);
        command.addPositional(paths);
        command.addOption(destination);
    }

    @Override
    int run(Ext4 fileSystem) throws IOException, UsageException {
        List<FolderEntry> entries = new ArrayList<>();
        try (ProgressBar _ = looking()) {
            for (String path : Arguments.<String>values(paths)) {
                entries.add(find(fileSystem, path));
            }
        }
        Path folder = destination.getValue();
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            String name = folder.toString();
            return fail(
                    failed,
                    Messages.text(new UnusableDestination.NotWritable(name)),
                    ExitCode.DESTINATION);
        }
        CopyOptions usual = Destination.copyOptions(folder);
        CopyOptions options = isInBackup() ? usual.orderedByPlace() : usual;
        Cancellation cancellation = cancellation();
        try (Interrupts _ = Interrupts.handledBy(cancellation::request)) {
            CopyResult result = copy(new TreeCopier(fileSystem, options), entries, cancellation);
            tell(result);
            return exitCode(result);
        } catch (ProblemException full) {
            if (!(full.problem() instanceof DiskProblem.TooLittleSpace)) {
                throw full;
            }
            return fail(full, Messages.text(full.problem()), ExitCode.DESTINATION);
        }
    }

    private CopyResult copy(TreeCopier copier, List<FolderEntry> entries, Cancellation cancellation)
            throws IOException {
        CopyProgress progress = new CopyProgress();
        try (ProgressBar _ = ProgressBar.start(streams(), progress::fraction, progress::bytes)) {
            return copier.copy(entries, destination.getValue(), progress, cancellation);
        }
    }

    private void tell(CopyResult result) {
        result.problems().stream()
                .limit(MOST_PROBLEMS)
                .forEach(
                        trouble ->
                                message(
                                        Messages.printable(trouble.path())
                                                + ": "
                                                + Messages.text(trouble.problem())));
        if (result.problemCount() > MOST_PROBLEMS) {
            message(Messages.text("disk.more", (int) (result.problemCount() - MOST_PROBLEMS)));
        }
        result.items().forEach(this::tellOtherName);
        if (result.cancelled()) {
            message(Messages.text(new RunProblem.Cancelled()));
        }
        String count =
                Messages.text("disk.copied", (int) Math.min(Integer.MAX_VALUE, result.files()));
        streams()
                .out()
                .println(
                        Messages.text(
                                "disk.copied.to",
                                count,
                                Messages.size(result.bytes()),
                                destination.getValue().toString()));
    }

    /** Nothing that is there is overwritten, so what is copied may have to be called otherwise. */
    private void tellOtherName(CopyResult.Item item) {
        String wished = item.entry().name().text();
        item.otherName()
                .ifPresent(given -> message(Messages.text("disk.copied.as", wished, given)));
    }

    private static int exitCode(CopyResult result) {
        if (result.cancelled()) {
            return ExitCode.CANCELLED;
        }
        return result.isComplete() ? ExitCode.OK : ExitCode.DAMAGED;
    }
}
