package org.lifeboat.cli;

import java.io.PrintStream;
import java.nio.charset.CharsetEncoder;

/** A stream for people: where the locale lacks typographic signs, plain ones stand for them. */
final class TerminalStream extends PrintStream {

    /** Signs of the languages' texts, the last two of them blanks that do not break a line. */
    private static final String TYPOGRAPHIC = "“”„«»‘’‚–—\u00a0\u202f";

    /** What stands for each, at the same place. */
    private static final String PLAIN = "\"\"\"\"\"'''--  ";

    private final CharsetEncoder encoder = charset().newEncoder();

    TerminalStream(PrintStream stream) {
        super(stream, true, stream.charset());
    }

    @Override
    public void print(String text) {
        super.print(encodable(String.valueOf(text)));
    }

    @Override
    public void println(String text) {
        super.println(encodable(String.valueOf(text)));
    }

    private synchronized String encodable(String text) {
        if (encoder.canEncode(text)) {
            return text;
        }
        String plain = text.replace("…", "...");
        for (int i = 0; i < TYPOGRAPHIC.length(); i++) {
            plain = plain.replace(TYPOGRAPHIC.charAt(i), PLAIN.charAt(i));
        }
        return plain;
    }
}
