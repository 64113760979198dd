package org.lifeboat.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out what was asked for
 * @param err progress and messages
 * @param isTerminal whether {@code err} is a terminal, so that a progress bar can be drawn on it
 */
public record Streams(PrintStream out, PrintStream err, boolean isTerminal) {

    /** The process's own. */
    public static Streams standard() {
        return new Streams(
                new TerminalStream(System.out),
                new TerminalStream(System.err),
                Terminal.isTerminal(2));
    }

    /** Streams that nobody reads, with a progress bar all the same. */
    public static Streams nowhere() {
        PrintStream nothing = new PrintStream(OutputStream.nullOutputStream());
        return new Streams(nothing, nothing, true);
    }
}
