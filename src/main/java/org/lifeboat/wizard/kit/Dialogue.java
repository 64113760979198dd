package org.lifeboat.wizard.kit;

import org.lifeboat.report.Messages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Questions and answers in a terminal, a line each: nothing is drawn, moved or coloured, so that a
 * screen reader, a braille line and a serial console show all of it.
 */
public final class Dialogue {

    private static final String BACK = "<";

    private final BufferedReader in;
    private final PrintStream out;
    private final Supplier<Optional<char[]>> hidden;

    /** Somebody wants to leave, or nobody answers any more. */
    public static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Ended() {
            super(null, null, false, false);
        }
    }

    /**
     * @param hidden asks for one line without showing it; nothing if nobody is there
     */
    public Dialogue(BufferedReader in, PrintStream out, Supplier<Optional<char[]>> hidden) {
        this.in = in;
        this.out = out;
        this.hidden = hidden;
    }

    /** Begins a paragraph. */
    public void title(String text) {
        out.println();
        say(text);
    }

    public void say(String text) {
        text.lines().forEach(out::println);
        out.flush();
    }

    /** Numbered from 1. */
    public void list(List<String> items) {
        for (int i = 0; i < items.size(); i++) {
            say((i + 1) + ": " + items.get(i));
        }
    }

    /**
     * @return what was typed, without blanks at its ends; nothing to go back
     */
    public Optional<String> ask(String question) {
        out.print(question + " ");
        out.flush();
        String line = line().strip();
        if (line.equalsIgnoreCase(Messages.text("ask.quit"))) {
            throw new Ended();
        }
        return line.equals(BACK) ? Optional.empty() : Optional.of(line);
    }

    private String line() {
        try {
            String line = in.readLine();
            if (line == null) {
                throw new Ended();
            }
            return line;
        } catch (IOException gone) {
            throw new Ended();
        }
    }

    /** What is typed is not shown. The caller wipes it. */
    public char[] askHidden(String question) {
        out.print(question + " ");
        out.flush();
        return hidden.get().orElseThrow(Ended::new);
    }
}
