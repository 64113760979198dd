package org.lifeboat.cli;

import org.lifeboat.crypto.Passphrase;
import org.lifeboat.report.Messages;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the passphrase comes from: a file, or the terminal. Never an argument. */
final class PassphraseSource {

    /** A file larger than this, in bytes, holds no passphrase. */
    private static final int LARGEST = 64 * 1024;

    private PassphraseSource() {}

    static Passphrase fromFile(Path file) throws UsageException {
        // Read to where it is wiped: a pipe or device tells no size, and may have no end.
        byte[] content = new byte[LARGEST + 1];
        try (InputStream in = Files.newInputStream(file)) {
            int length = in.readNBytes(content, 0, content.length);
            if (length > LARGEST) {
                throw new UsageException(
                        Messages.text("cli.passphrase.file.large", file.toString()));
            }
            return Passphrase.takenFrom(content, withoutLineEnd(content, length));
        } catch (IOException unreadable) {
            throw new UsageException(
                    Messages.text("cli.passphrase.file.unreadable", file.toString()));
        }
    }

    static Passphrase fromTerminal() throws UsageException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return ControllingTerminal.ask(Messages.text("cli.passphrase.ask"))
                    .orElseThrow(
                            () -> new UsageException(Messages.text("cli.passphrase.no.terminal")));
        }
        char[] typed = console.readPassword("%s ", Messages.text("cli.passphrase.ask"));
        if (typed == null) {
            throw new UsageException(Messages.text("cli.passphrase.none"));
        }
        return Passphrase.takenFrom(typed);
    }

    /** One final LF or CRLF does not belong to the passphrase; everything else does. */
    private static int withoutLineEnd(byte[] content, int read) {
        int length = read;
        if (length > 0 && content[length - 1] == '\n') {
            length--;
            if (length > 0 && content[length - 1] == '\r') {
                length--;
            }
        }
        return length;
    }
}
