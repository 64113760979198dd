package org.lifeboat.cli;

import org.lifeboat.catalog.Vm;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.IndexProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.UnverifiedBackup;
import org.lifeboat.watch.Cancellation;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What all commands on a backup have in common: its file and its passphrase. */
abstract class BackupCommand extends FileCommand {

    private final PositionalParamSpec file = Arguments.file("BACKUP", "backup");

    private final PassphraseOption passphrase = new PassphraseOption("passphrase.file");

    private final OtherCopies copies = new OtherCopies();

    private final OptionSpec json = Arguments.flag("--json", "json");

    private final OptionSpec usesDamaged = Arguments.flag("--use-damaged", "use.damaged");

    BackupCommand(Streams streams) {
        super(streams);
    }

    @Override
    void addArguments(CommandSpec command) {
        super.addArguments(command);
        command.addPositional(file);
        command.addOption(passphrase.option());
        command.addOption(copies.option());
        command.addOption(json);
        command.addOption(usesDamaged);
    }

    /**
     * @return the exit status
     */
    abstract int run(OpenBackup backup, Cancellation cancellation)
            throws FatalException, UsageException;

    final boolean usesDamaged() {
        return Arguments.isGiven(usesDamaged);
    }

    /** To be called where nothing is written that it could be used for. */
    final void tellThatDamagedIsOfNoUse() {
        if (usesDamaged()) {
            message(Messages.text("cli.damaged.only.restored"));
        }
    }

    final boolean json() {
        return Arguments.isGiven(json);
    }

    @Override
    final Path file() {
        return file.getValue();
    }

    @Override
    final int run() throws IOException, FatalException, UsageException {
        Path file = file();
        FileType.checkIsFile(file);
        copies.check(file);
        checkArguments();
        UnverifiedBackup.at(file, copies.files());
        Cancellation cancellation = new Cancellation();
        try (Passphrase given = passphrase.read();
                Interrupts _ = Interrupts.handledBy(cancellation::request);
                OpenBackup backup =
                        OpenBackup.open(file, copies.files(), List.of(given), cancellation)) {
            return run(backup, cancellation);
        }
    }

    /**
     * @throws UsageException if what was given cannot be meant; called before the passphrase is
     *     asked for
     */
    void checkArguments() throws UsageException {}

    final void message(Problem problem) {
        message(Messages.text(problem));
    }

    /** A problem of one VM; where the backup file itself is damaged, the text does not name it. */
    final void message(Vm vm, Problem problem) {
        String text = Messages.text(problem);
        message(
                problem instanceof IndexProblem
                        ? Messages.printable(vm.name()) + ": " + text
                        : text);
    }
}
