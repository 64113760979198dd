package org.lifeboat.wizard;

import org.lifeboat.restore.Verdict;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Dialogue;
import org.lifeboat.wizard.steps.Interview;

import java.io.BufferedReader;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The wizard without a window. */
public final class TerminalWizard {

    private TerminalWizard() {}

    /**
     * Asks until all is done, or somebody leaves.
     *
     * @param backup that was named before, if so
     * @param stoppable until what it returns is closed, Ctrl-C asks to stop
     * @return what became of it; nothing if somebody left before
     */
    public static Optional<Verdict> run(
            Console console,
            PrintStream out,
            Optional<Path> backup,
            Function<Cancellation, AutoCloseable> stoppable) {
        Dialogue talk =
                new Dialogue(
                        new BufferedReader(console.reader()),
                        out,
                        () -> Optional.ofNullable(console.readPassword()));
        return new Interview(talk, backup, stoppable).run();
    }
}
