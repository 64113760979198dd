package org.lifeboat.cli;

import org.lifeboat.report.Messages;
import org.lifeboat.report.ReportFiles;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.VmContents;
import org.lifeboat.restore.Wanted;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

@Command(
        name = "restore",
        description = "Verifies VMs and writes them into a folder, with a report beside them.")
final class RestoreCommand extends RunCommand {

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "The folder to restore into; made if it is not there.")
    private Path destination;

    @Option(
            names = "--files-only",
            description =
                    "No disk images: each VM's home comes out as ordinary files in DIR/NAME/files."
                            + " An image stays only where its files could not all be copied.")
    private boolean filesOnly;

    @Option(
            names = "--fresh",
            description =
                    "Begin anew, beside what an interrupted restore left in DIR. Without it, the"
                            + " same command goes on with that.")
    private boolean fresh;

    RestoreCommand(Streams streams) {
        super(streams);
    }

    @Override
    RestorePlan plan(OpenBackup backup, List<VmContents> chosen) {
        RestorePlan plan = RestorePlan.restore(backup, chosen, destination);
        RestorePlan wanted = filesOnly ? plan.wanting(Wanted.FILES) : plan;
        return fresh ? wanted.anew() : wanted;
    }

    @Override
    boolean keep(RestoreReport report) {
        try {
            message(Messages.text("cli.report", ReportFiles.write(destination, report).toString()));
            return true;
        } catch (IOException failed) {
            message(Messages.text("cli.report.failed", destination.toString()));
            return false;
        }
    }
}
