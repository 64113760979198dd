package org.lifeboat.cli;

import org.lifeboat.crypto.WarmUp;
import org.lifeboat.local.Version;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Verdict;
import org.lifeboat.watch.Cancellation;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The command line as a whole; {@link #run} is all that others need. */
public final class Cli {

    /** Columns of the help. */
    private static final int WIDTH = 88;

    private static final Map<String, Function<Streams, FileCommand>> COMMANDS =
            new LinkedHashMap<>();

    static {
        COMMANDS.put("list", ListCommand::new);
        COMMANDS.put("verify", VerifyCommand::new);
        COMMANDS.put("restore", RestoreCommand::new);
        COMMANDS.put("files", FilesCommand::new);
        COMMANDS.put("copy", CopyCommand::new);
    }

    private static final String ASK = "ask";

    /** The commands that authenticate and decrypt a backup's data. */
    private static final Set<String> WORK = Set.of("verify", "restore");

    private Cli() {}

    /** Whether these arguments are for the command line rather than the wizard. */
    public static boolean isMeant(String[] args) {
        return args.length > 0
                && (COMMANDS.containsKey(args[0]) || args[0].startsWith("-") || args.length > 1);
    }

    /**
     * All that this process does: from here on, Ctrl-C and SIGTERM end it with status 130.
     *
     * @return the exit status
     */
    public static int asProcess(IntSupplier command) {
        return Interrupts.guard(command);
    }

    /**
     * @return the exit status
     */
    public static int run(String[] args, Streams streams) {
        if (args.length > 0 && WORK.contains(args[0])) {
            WarmUp.begin();
        }
        CommandLine commandLine = commandLine(args, streams);
        try {
            return execute(commandLine.parseArgs(args), streams);
        } catch (ParameterException wrong) {
            streams.err().println("lifeboat: " + Messages.printable(reason(wrong)));
            String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
            streams.err().println(Messages.text("cli.try.help", command));
            return ExitCode.USAGE;
        }
    }

    private static int execute(ParseResult arguments, Streams streams) {
        ParseResult last = arguments;
        while (!last.isUsageHelpRequested()
                && !last.isVersionHelpRequested()
                && last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandSpec command = last.commandSpec();
        if (last.isUsageHelpRequested()) {
            streams.out().print(command.commandLine().getUsageMessage());
            return ExitCode.OK;
        }
        if (last.isVersionHelpRequested()) {
            streams.out().println("lifeboat " + Version.TEXT);
            return ExitCode.OK;
        }
        if (command.userObject() instanceof FileCommand wanted) {
            return wanted.execute();
        }
        throw new ParameterException(command.commandLine(), Messages.text("cli.no.command"));
    }

    private static CommandLine commandLine(String[] args, Streams streams) {
        CommandSpec lifeboat = command(null, "lifeboat");
        lifeboat.usageMessage()
                .description(Arguments.text("lifeboat"))
                .customSynopsis(synopsis())
                .footer(Arguments.lines("exit.status"));
        // The command that is meant is enough.
        if (args.length > 0 && COMMANDS.containsKey(args[0])) {
            lifeboat.addSubcommand(args[0], subcommand(args[0], streams));
        } else {
            lifeboat.addSubcommand(ASK, toldOnly(ASK));
            COMMANDS.keySet()
                    .forEach(name -> lifeboat.addSubcommand(name, subcommand(name, streams)));
        }
        return new CommandLine(lifeboat).setUsageHelpWidth(WIDTH);
    }

    private static String[] synopsis() {
        return Stream.of("synopsis", "more", "example")
                .flatMap(key -> Stream.of(Arguments.lines(key)))
                .toArray(String[]::new);
    }

    /** A command that is done elsewhere: here for the help alone. */
    private static CommandSpec toldOnly(String name) {
        CommandSpec spec = command(null, name);
        spec.usageMessage().description(Arguments.text("command." + name));
        return spec;
    }

    private static CommandSpec subcommand(String name, Streams streams) {
        FileCommand command = COMMANDS.get(name).apply(streams);
        CommandSpec spec = command(command, name);
        spec.usageMessage().description(Arguments.text("command." + name));
        command.addArguments(spec);
        return spec;
    }

    /** With what all commands have in common. */
    private static CommandSpec command(Object command, String name) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage()
                .synopsisHeading(Arguments.text("usage") + " ")
                .commandListHeading(Arguments.text("commands") + "%n");
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description(Arguments.text("help"))
                        .build());
        spec.addOption(
                OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description(Arguments.text("version"))
                        .build());
        return spec;
    }

    /** In our words where the first word is no command, else in picocli's. */
    private static String reason(ParameterException wrong) {
        return wrong instanceof UnmatchedArgumentException unmatched
                        && unmatched.getCommandLine().getParent() == null
                        && !unmatched.isUnknownOption()
                ? noSuchCommand(unmatched)
                : wrong.getMessage();
    }

    private static String noSuchCommand(UnmatchedArgumentException unmatched) {
        String typed = unmatched.getUnmatched().getFirst();
        return unmatched.getSuggestions().stream()
                .findFirst()
                .map(meant -> Messages.text("cli.no.such.command.but", typed, meant))
                .orElseGet(() -> Messages.text("cli.no.such.command", typed));
    }

    /**
     * What is left where the wizard was meant and cannot be shown.
     *
     * @return the exit status
     */
    public static int withoutDisplay(Streams streams) {
        return wrongUsage(streams, Messages.text("cli.no.display"));
    }

    /**
     * Says why the program cannot do what it was called for.
     *
     * @param why as a sentence
     */
    public static int wrongUsage(Streams streams, String why) {
        streams.err().println("lifeboat: " + why);
        return ExitCode.USAGE;
    }

    /** Until it is closed, Ctrl-C and SIGTERM ask to stop, and the program waits for that. */
    public static AutoCloseable stoppable(Cancellation cancellation) {
        return Interrupts.handledBy(cancellation::request);
    }

    /**
     * @param verdict nothing if it was not come so far
     */
    public static int exitStatus(Optional<Verdict> verdict) {
        return verdict.map(ExitCode::of).orElse(ExitCode.CANCELLED);
    }

    /** Says what was asked for. */
    public static int tell(Streams streams, String text) {
        streams.out().println(text);
        return ExitCode.OK;
    }
}
