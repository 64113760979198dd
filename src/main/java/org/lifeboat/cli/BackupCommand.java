package org.lifeboat.cli;

import org.lifeboat.crypto.Passphrase;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.OpenBackup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What all commands on a backup have in common: its file, its passphrase, and how failures are
 * told.
 */
@Command(mixinStandardHelpOptions = true, versionProvider = Cli.VersionText.class)
abstract class BackupCommand implements Callable<Integer> {

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
            names = "--debug",
            hidden = true,
            description = "Show where in the program something went wrong.")
    private boolean debug;

    private final Streams streams;

    BackupCommand(Streams streams) {
        this.streams = streams;
    }

    /**
     * @return the exit status
     */
    abstract int run(OpenBackup backup) throws FatalException, UsageException;

    final Streams streams() {
        return streams;
    }

    final boolean json() {
        return json;
    }

    @Override
    public final Integer call() {
        try {
            if (!Files.exists(file)) {
                throw new UsageException(Messages.text("cli.no.such.file", file.toString()));
            }
            if (Files.isDirectory(file)) {
                throw new UsageException(Messages.text("cli.is.a.folder", file.toString()));
            }
            checkArguments();
            OpenBackup.checkIsBackup(file);
            try (Passphrase passphrase = passphrase();
                    OpenBackup backup = OpenBackup.open(file, passphrase)) {
                return run(backup);
            }
        } catch (UsageException wrong) {
            return fail(wrong, wrong.getMessage(), ExitCode.USAGE);
        } catch (FatalException fatal) {
            return fail(fatal, Messages.text(fatal), ExitCode.of(fatal));
        } catch (IOException unreadable) {
            return fail(
                    unreadable, Messages.text("cli.cannot.read", file.toString()), ExitCode.USAGE);
        } catch (RuntimeException unexpected) {
            String name = unexpected.getClass().getSimpleName();
            return fail(unexpected, Messages.text("problem.internal", name), ExitCode.DAMAGED);
        }
    }

    /**
     * @throws UsageException if what was given cannot be meant; called before the passphrase is
     *     asked for
     */
    void checkArguments() throws UsageException {}

    final void message(String text) {
        streams.err().println(text);
    }

    final void message(Problem problem) {
        message(Messages.text(problem));
    }

    private Passphrase passphrase() throws UsageException {
        return passphraseFile.isPresent()
                ? PassphraseSource.fromFile(passphraseFile.get())
                : PassphraseSource.fromTerminal();
    }

    private int fail(Exception cause, String message, int exitCode) {
        message("lifeboat: " + message);
        if (debug) {
            cause.printStackTrace(streams.err());
        }
        return exitCode;
    }
}
