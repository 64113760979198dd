package org.lifeboat.cli;

import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.report.JsonReport;
import org.lifeboat.report.Messages;
import org.lifeboat.report.Summary;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.Progress;
import org.lifeboat.restore.RestoreEngine;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmContents;
import org.lifeboat.restore.VmResult;
import org.lifeboat.watch.Cancellation;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Verifying and restoring: which VMs, progress, and the outcome. */
abstract class RunCommand extends BackupCommand {

    private final OptionSpec vm = Arguments.repeatable("--vm", "NAME", "vm");

    RunCommand(Streams streams) {
        super(streams);
    }

    @Override
    void addArguments(CommandSpec command) {
        super.addArguments(command);
        command.addOption(vm);
    }

    abstract RestorePlan plan(OpenBackup backup, List<VmContents> chosen);

    /**
     * Called with the report of a run, after it was shown.
     *
     * @return whether it was put where it has to be
     */
    boolean keep(RestoreReport report) {
        return true;
    }

    /** Called with the report of a run that was shown to people. */
    void advise(RestoreReport report) {}

    @Override
    final int run(OpenBackup backup, Cancellation cancellation)
            throws FatalException, UsageException {
        RestorePlan plan = plan(backup, chosen(backup));
        RestorePlan wished = usesDamaged() ? plan.usingDamaged() : plan;
        RestoreEngine engine = new RestoreEngine(wished, cancellation);
        RestoreReport report = run(engine);
        if (json()) {
            JsonReport.print(report, streams().out());
        } else {
            print(report);
            advise(report);
        }
        streams().out().flush();
        if (engine.begunBefore() > 0) {
            message(Messages.text("cli.went.on", engine.begunBefore()));
        }
        if (engine.canGoOn()) {
            message(Messages.text("cli.can.go.on"));
        }
        int exitCode = ExitCode.of(report.verdict());
        return keep(report) || exitCode != ExitCode.OK ? exitCode : ExitCode.DAMAGED;
    }

    private RestoreReport run(RestoreEngine engine) throws FatalException {
        Progress progress = engine.progress();
        try (ProgressBar _ =
                ProgressBar.start(
                        streams(),
                        progress::fraction,
                        progress::decodedBytes,
                        progress::isSalvaging)) {
            return engine.run();
        }
    }

    private List<VmContents> chosen(OpenBackup backup) throws UsageException {
        List<String> names = Arguments.values(vm);
        if (names.isEmpty()) {
            return RestorePlan.everything(backup);
        }
        List<VmContents> chosen = new ArrayList<>();
        for (String name : names) {
            named(backup, name).stream()
                    .filter(each -> !chosen.contains(each))
                    .forEach(chosen::add);
        }
        return chosen;
    }

    /**
     * One or more.
     *
     * @throws UsageException if there is none of that name
     */
    static List<VmContents> named(OpenBackup backup, String name) throws UsageException {
        List<VmContents> named =
                backup.vms().stream()
                        .filter(vm -> vm.vm().included() && vm.vm().name().equals(name))
                        .toList();
        if (named.isEmpty()) {
            throw new UsageException(noSuchVm(backup, name));
        }
        return named;
    }

    /** Without the list of VMs nobody can tell whether the name is right. */
    private static String noSuchVm(OpenBackup backup, String name) {
        if (backup.isListGood()) {
            return Messages.text("cli.no.such.vm", name);
        }
        String named =
                backup.vms().stream()
                        .filter(vm -> vm.vm().included())
                        .map(vm -> Messages.printable(vm.vm().name()))
                        .collect(Collectors.joining(", "));
        return Messages.text("cli.no.such.folder", name, named);
    }

    private void print(RestoreReport report) {
        for (VmResult vm : report.vms()) {
            long restored = vm.archives().stream().mapToLong(ArchiveResult::restoredBytes).sum();
            String state = Messages.text(vm.verdict());
            streams()
                    .out()
                    .println(
                            "%-10s %s%s"
                                    .formatted(
                                            state,
                                            Messages.printable(vm.vm().name()),
                                            vm.verdict() == Verdict.OK
                                                    ? " (" + Messages.size(restored) + ")"
                                                    : ""));
        }
        streams().out().println(Summary.of(report));
        report.problems().forEach(this::message);
        for (VmResult vm : report.vms()) {
            vm.problems().forEach(problem -> message(vm.vm(), problem));
            for (ArchiveResult archive : vm.archives()) {
                for (Problem problem : archive.problems()) {
                    message(
                            Messages.printable(vm.vm().name() + "/" + archive.name())
                                    + ": "
                                    + Messages.text(problem));
                }
            }
        }
    }
}
