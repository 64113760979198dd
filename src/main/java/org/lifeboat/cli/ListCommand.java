package org.lifeboat.cli;

import org.lifeboat.report.HeaderFacts;
import org.lifeboat.report.JsonReport;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.ArchiveResult;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.VmResult;
import org.lifeboat.watch.Cancellation;

import java.util.List;
import java.util.stream.Collectors;

/** Shows the verified header and the VMs in the backup. */
final class ListCommand extends BackupCommand {

    ListCommand(Streams streams) {
        super(streams);
    }

    @Override
    int run(OpenBackup backup, Cancellation cancellation) {
        tellThatDamagedIsOfNoUse();
        RestoreReport list = backup.list();
        if (json()) {
            JsonReport.print(list, streams().out());
        } else {
            list.problems().forEach(this::message);
            print(list);
        }
        list.vms().forEach(vm -> vm.problems().forEach(problem -> message(vm.vm(), problem)));
        return ExitCode.of(list.verdict());
    }

    private void print(RestoreReport list) {
        HeaderFacts header = HeaderFacts.of(list.header());
        fact("report.fact.file", list.backup().file() + ", " + Messages.size(list.backup().size()));
        fact("report.fact.format", String.valueOf(list.backup().format()));
        fact(
                "report.fact.hmac",
                list.header().isVerified()
                        ? header.authentication() + ", " + Messages.text("cli.header.genuine")
                        : header.authentication());
        fact("report.fact.encryption", header.encryption());
        header.derivation().ifPresent(digest -> fact("report.fact.derivation", digest));
        fact("report.fact.compression", header.compression());
        streams().out().println();
        List<VmResult> included = list.vms().stream().filter(vm -> vm.vm().included()).toList();
        int widest =
                Math.max(
                        4,
                        included.stream().mapToInt(vm -> vm.vm().name().length()).max().orElse(4));
        for (VmResult vm : included) {
            long stored = vm.archives().stream().mapToLong(archive -> archive.storedBytes()).sum();
            String archives =
                    vm.archives().stream()
                            .map(ListCommand::content)
                            .collect(Collectors.joining(", "));
            line(
                    "%-" + widest + "s  %-12s  %-7s  %9s  %s",
                    vm.vm().name(),
                    vm.vm().type().term(),
                    vm.vm().label(),
                    Messages.size(stored),
                    archives);
        }
        List<String> absent =
                list.vms().stream()
                        .filter(vm -> !vm.vm().included())
                        .map(vm -> vm.vm().name())
                        .toList();
        if (!absent.isEmpty()) {
            streams().out().println();
            line("%s", Messages.text("cli.not.included", String.join(", ", absent)));
        }
    }

    /** A template may be one archive that is named by a dot. */
    private static String content(ArchiveResult archive) {
        return archive.name().equals(".") ? Messages.text("cli.whole.folder") : archive.name();
    }

    private void fact(String key, String value) {
        line("%-20s %s", Messages.text(key) + ":", value);
    }

    private void line(String format, Object... values) {
        streams().out().println(Messages.printable(format.formatted(values)).stripTrailing());
    }
}
