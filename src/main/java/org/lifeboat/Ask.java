package org.lifeboat;

import org.lifeboat.cli.Cli;
import org.lifeboat.cli.Streams;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.TerminalWizard;

import java.io.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code lifeboat ask [BACKUP]}: the wizard's steps in a terminal. */
final class Ask {

    static final String COMMAND = "ask";

    private Ask() {}

    /**
     * @param arguments behind the command
     * @return the exit status
     */
    static int run(List<String> arguments, Streams streams) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return Cli.tell(streams, Messages.text("ask.usage"));
        }
        if (arguments.size() > 1 || arguments.stream().anyMatch(one -> one.startsWith("-"))) {
            return Cli.wrongUsage(streams, Messages.text("ask.usage.wrong"));
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Cli.wrongUsage(streams, Messages.text("ask.no.terminal"));
        }
        Optional<Path> backup = arguments.stream().findFirst().map(Path::of);
        return Cli.exitStatus(TerminalWizard.run(console, streams.out(), backup, Cli::stoppable));
    }
}
