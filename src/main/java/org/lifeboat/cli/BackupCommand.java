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

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What all commands on a backup have in common: its file and its passphrase. */
abstract class BackupCommand extends FileCommand {

    @Parameters(paramLabel = "BACKUP", description = "The backup file.")
    private Path file;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "Read the passphrase from this file (UTF-8; one final line end is not part of"
                            + " it). Without it the terminal is asked.")
    private Optional<Path> passphraseFile = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Option(
            names = "--use-damaged",
            description =
                    "Also use what can be decoded from parts that failed. It may bring back more,"
                            + " but nothing vouches for it.")
    private boolean usesDamaged;

    BackupCommand(Streams streams) {
        super(streams);
    }

    /**
     * @return the exit status
     */
    abstract int run(OpenBackup backup, Cancellation cancellation)
            throws FatalException, UsageException;

    final boolean usesDamaged() {
        return usesDamaged;
    }

    /** To be called where nothing is written that it could be used for. */
    final void tellThatDamagedIsOfNoUse() {
        if (usesDamaged) {
            message(Messages.text("cli.damaged.only.restored"));
        }
    }

    final boolean json() {
        return json;
    }

    @Override
    final Path file() {
        return file;
    }

    @Override
    final int run() throws IOException, FatalException, UsageException {
        FileType.checkIsFile(file);
        checkArguments();
        UnverifiedBackup.at(file);
        Cancellation cancellation = new Cancellation();
        try (Passphrase passphrase = passphrase();
                Interrupts _ = Interrupts.handledBy(cancellation::request);
                OpenBackup backup = OpenBackup.open(file, List.of(passphrase), cancellation)) {
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

    private Passphrase passphrase() throws UsageException {
        return passphraseFile.isPresent()
                ? PassphraseSource.fromFile(passphraseFile.get())
                : PassphraseSource.fromTerminal();
    }
}
