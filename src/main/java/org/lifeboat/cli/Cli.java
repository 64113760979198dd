package org.lifeboat.cli;

import org.lifeboat.crypto.WarmUp;
import org.lifeboat.local.Version;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Verdict;
import org.lifeboat.watch.Cancellation;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** The command line as a whole; {@link #run} is all that others need. */
@Command(
        name = "lifeboat",
        description = "Restores Qubes OS backups on a computer without Qubes.",
        customSynopsis = {
            "lifeboat [BACKUP]                                   opens the wizard",
            "       lifeboat ask     [BACKUP]                    asks step by step in the terminal",
            "       lifeboat list    BACKUP [--json]",
            "       lifeboat verify  BACKUP [--vm NAME]... [--json]",
            "       lifeboat restore BACKUP --to DIR [--vm NAME]... [--files-only]",
            "                               [--use-damaged] [--json]",
            "       lifeboat files   IMAGE [PATH] [--json]",
            "       lifeboat files   BACKUP --vm NAME [PATH] [--json]",
            "       lifeboat copy    IMAGE PATH... --to DIR",
            "       lifeboat copy    BACKUP --vm NAME PATH... --to DIR",
            "All that take a BACKUP also take --copy FILE: another copy of it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Cli.VersionText.class,
        footer = {
            "",
            "Exit status: 0 all verified (and in place), 1 something is damaged or missing,",
            "2 wrong usage, 3 not a readable Qubes backup, 4 the passphrase or the header is",
            "wrong, 5 the destination cannot be used, 130 cancelled."
        })
public final class Cli implements Runnable {

    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("list", ListCommand.class);
        COMMANDS.put("verify", VerifyCommand.class);
        COMMANDS.put("restore", RestoreCommand.class);
        COMMANDS.put("files", FilesCommand.class);
        COMMANDS.put("copy", CopyCommand.class);
    }

    /** The commands that authenticate and decrypt a backup's data. */
    private static final Set<String> WORK = Set.of("verify", "restore");

    @Spec private CommandSpec spec;

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
        CommandLine commandLine = new CommandLine(new Cli(), new CommandFactory(streams));
        // The command that is meant is enough, and picocli takes its time over each.
        Map<String, Class<?>> commands = new LinkedHashMap<>(COMMANDS);
        if (args.length > 0 && commands.containsKey(args[0])) {
            commands.keySet().retainAll(Set.of(args[0]));
        }
        commands.forEach(commandLine::addSubcommand);
        commandLine.setOut(new PrintWriter(streams.out(), true));
        commandLine.setErr(new PrintWriter(streams.err(), true));
        commandLine.setUsageHelpWidth(88);
        commandLine.setParameterExceptionHandler(
                (exception, arguments) -> {
                    streams.err().println("lifeboat: " + Messages.printable(reason(exception)));
                    streams.err()
                            .println(
                                    Messages.text(
                                            "cli.try.help",
                                            exception
                                                    .getCommandLine()
                                                    .getCommandSpec()
                                                    .qualifiedName()));
                    return ExitCode.USAGE;
                });
        return commandLine.execute(args);
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
        return withoutWindow(streams, Messages.text("cli.no.display"));
    }

    /**
     * The same, where something else than a display is missing.
     *
     * @param why as a sentence
     */
    public static int withoutWindow(Streams streams, String why) {
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

    /**
     * Says what is wrong with how the program was called.
     *
     * @return the exit status
     */
    public static int wrongUsage(Streams streams, String why) {
        return withoutWindow(streams, why);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), Messages.text("cli.no.command"));
    }

    /** For {@code --version}. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"lifeboat " + Version.TEXT};
        }
    }

    /** Gives commands the streams that they write to. */
    private record CommandFactory(Streams streams) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (FileCommand.class.isAssignableFrom(type)) {
                return type.getDeclaredConstructor(Streams.class).newInstance(streams);
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
