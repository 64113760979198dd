package org.lifeboat.cli;

import java.io.PrintStream;
import java.nio.charset.CharsetEncoder;

/** A stream for people: where the locale lacks typographic signs, plain ones stand for them. */
final class TerminalStream extends PrintStream {

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
        return text.replace('“', '"').replace('”', '"').replace('’', '\'').replace('–', '-');
    }
}
