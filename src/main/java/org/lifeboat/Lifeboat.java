package org.lifeboat;

import org.lifeboat.cli.Cli;
import org.lifeboat.cli.SampleRestore;
import org.lifeboat.cli.Streams;
import org.lifeboat.wizard.Display;
import org.lifeboat.wizard.WizardApp;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program: a subcommand or option is for the command line, anything else for the wizard. */
public final class Lifeboat {

    /** Where {@code mvn} tells the program that there is a sample backup to offer. */
    private static final String SAMPLE = "lifeboat.sample";

    private Lifeboat() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        if (args.length > 0 && args[0].equals(Ask.COMMAND)) {
            List<String> arguments = List.of(args).subList(1, args.length);
            return Cli.asProcess(() -> Ask.run(arguments, Streams.standard()));
        }
        if (Cli.isMeant(args)) {
            return Cli.asProcess(() -> Cli.run(args, Streams.standard()));
        }
        if (Display.isThere()) {
            return WizardApp.open(args)
                    .map(why -> Cli.wrongUsage(Streams.standard(), why))
                    .orElse(0);
        }
        Optional<Path> sample = Optional.ofNullable(System.getProperty(SAMPLE)).map(Path::of);
        if (args.length == 0 && sample.isPresent()) {
            return Cli.asProcess(
                    () -> SampleRestore.run(sample.get(), Path.of("target"), Streams.standard()));
        }
        return Cli.withoutDisplay(Streams.standard());
    }
}
