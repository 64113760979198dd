package org.lifeboat.cli;

import org.lifeboat.report.Messages;
import org.lifeboat.report.ReportFiles;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.RestoredHome;
import org.lifeboat.restore.VmContents;
import org.lifeboat.restore.Wanted;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Verifies VMs and writes them into a folder, with a report beside them. */
final class RestoreCommand extends RunCommand {

    /** What no shell takes for anything else. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}/\\\\:._+-]+");

    private final OptionSpec destination = Arguments.destination("restore.to");

    private final OptionSpec filesOnly = Arguments.flag("--files-only", "files.only");

    private final OptionSpec fresh = Arguments.flag("--fresh", "fresh");

    RestoreCommand(Streams streams) {
        super(streams);
    }

    @Override
    void addArguments(CommandSpec command) {
        super.addArguments(command);
        command.addOption(destination);
        command.addOption(filesOnly);
        command.addOption(fresh);
    }

    @Override
    RestorePlan plan(OpenBackup backup, List<VmContents> chosen) {
        RestorePlan plan = RestorePlan.restore(backup, chosen, destination.getValue());
        RestorePlan wanted = Arguments.isGiven(filesOnly) ? plan.wanting(Wanted.FILES) : plan;
        return Arguments.isGiven(fresh) ? wanted.anew() : wanted;
    }

    /** Where their files are, for those who look for them and see images. */
    @Override
    void advise(RestoreReport report) {
        if (!Arguments.isGiven(filesOnly)) {
            RestoredHome.in(report, destination.getValue())
                    .ifPresent(
                            home ->
                                    message(
                                            Messages.text(
                                                    "cli.files.inside",
                                                    quoted(home.image().toString()),
                                                    home.path())));
        }
    }

    /** As a shell takes it for one word. */
    private static String quoted(String path) {
        return PLAIN.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    @Override
    boolean keep(RestoreReport report) {
        Path folder = destination.getValue();
        try {
            message(Messages.text("cli.report", ReportFiles.write(folder, report).toString()));
            return true;
        } catch (IOException failed) {
            message(Messages.text("cli.report.failed", folder.toString()));
            return false;
        }
    }
}
