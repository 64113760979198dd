package org.lifeboat.cli;

import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.RunProblem;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.InternalFault;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** What all commands have in common: a file, where they write, and how they report failures. */
abstract class FileCommand {

    private final OptionSpec debug = Arguments.flag("--debug", "debug");

    private final Streams streams;

    FileCommand(Streams streams) {
        this.streams = streams;
    }

    /** Adds the options and parameters that the command knows. */
    void addArguments(CommandSpec command) {
        command.addOption(debug);
    }

    /** What the command is about. */
    abstract Path file();

    /**
     * @return the exit status
     * @throws IOException if the file cannot be read
     */
    abstract int run() throws IOException, FatalException, UsageException;

    final Streams streams() {
        return streams;
    }

    final void message(String text) {
        streams.err().println(text);
    }

    /**
     * To be called when the arguments have their values.
     *
     * @return the exit status
     */
    final int execute() {
        try {
            return delivered(run());
        } catch (UsageException wrong) {
            return fail(wrong, wrong.getMessage(), ExitCode.USAGE);
        } catch (FatalException fatal) {
            return fail(fatal, Messages.text(fatal), ExitCode.of(fatal));
        } catch (IOException unreadable) {
            String name = file().toString();
            return fail(unreadable, Messages.text("cli.cannot.read", name), ExitCode.USAGE);
        } catch (CancellationException wished) {
            return fail(wished, Messages.text(new RunProblem.Cancelled()), ExitCode.CANCELLED);
        } catch (RuntimeException | Error unexpected) {
            return fail(
                    unexpected, Messages.text(InternalFault.told(unexpected)), ExitCode.DAMAGED);
        }
    }

    /** Only the stream itself knows of a full drive or a closed pipe behind standard output. */
    private int delivered(int exitCode) {
        if (!streams.out().checkError()) {
            return exitCode;
        }
        message("lifeboat: " + Messages.text("cli.output.lost"));
        return exitCode == ExitCode.OK ? ExitCode.DAMAGED : exitCode;
    }

    /** Says why the command ends, and returns the exit status. */
    final int fail(Throwable cause, String message, int exitCode) {
        message("lifeboat: " + message);
        if (Arguments.isGiven(debug)) {
            cause.printStackTrace(streams.err());
        }
        return exitCode;
    }
}
