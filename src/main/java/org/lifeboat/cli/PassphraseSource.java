package org.lifeboat.cli;

import org.lifeboat.crypto.Passphrase;
import org.lifeboat.report.Messages;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Where the passphrase comes from: a file, or the terminal. Never an argument. */
final class PassphraseSource {

    /** A file larger than this, in bytes, holds no passphrase. */
    private static final int LARGEST = 64 * 1024;

    private PassphraseSource() {}

    static Passphrase fromFile(Path file) throws UsageException {
        byte[] content;
        try {
            if (Files.size(file) > LARGEST) {
                throw new UsageException(
                        Messages.text("cli.passphrase.file.large", file.toString()));
            }
            content = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UsageException(
                    Messages.text("cli.passphrase.file.unreadable", file.toString()));
        }
        byte[] passphrase = Arrays.copyOf(content, withoutLineEnd(content));
        Arrays.fill(content, (byte) 0);
        return Passphrase.ofBytes(passphrase);
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
        try {
            return Passphrase.ofCharacters(typed);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /** One final LF or CRLF does not belong to the passphrase; everything else does. */
    private static int withoutLineEnd(byte[] content) {
        int length = content.length;
        if (length > 0 && content[length - 1] == '\n') {
            length--;
            if (length > 0 && content[length - 1] == '\r') {
                length--;
            }
        }
        return length;
    }
}
