package org.lifeboat.cli;

import org.lifeboat.crypto.Passphrase;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asks on the terminal that the program was started from, although its output goes elsewhere
 * ({@code lifeboat list BACKUP --json > file}); Java's own console does not. On Unix systems only.
 */
final class ControllingTerminal {

    private static final Path TTY = Path.of("/dev/tty");
    private static final int LONGEST = 4096;

    private ControllingTerminal() {}

    /** Nothing where there is no such terminal, or its echo cannot be turned off. */
    static Optional<Passphrase> ask(String prompt) {
        if (!Files.isReadable(TTY) || !stty("-echo")) {
            return Optional.empty();
        }
        try (Interrupts _ = Interrupts.undoneBy(() -> stty("echo"));
                InputStream in = Files.newInputStream(TTY);
                OutputStream out = Files.newOutputStream(TTY)) {
            out.write((prompt + " ").getBytes(Charset.defaultCharset()));
            Optional<Passphrase> typed = readLine(in);
            out.write('\n');
            return typed;
        } catch (IOException noTerminal) {
            return Optional.empty();
        } finally {
            stty("echo");
        }
    }

    /** The bytes as the terminal sends them: UTF-8 on every system of today. */
    private static Optional<Passphrase> readLine(InputStream in) throws IOException {
        byte[] line = new byte[LONGEST];
        int length = 0;
        int next = in.read();
        while (next >= 0 && next != '\n' && length < LONGEST) {
            line[length++] = (byte) next;
            next = in.read();
        }
        try {
            return next < 0 && length == 0
                    ? Optional.empty()
                    : Optional.of(Passphrase.ofBytes(Arrays.copyOf(line, length)));
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private static boolean stty(String setting) {
        try {
            return new ProcessBuilder("stty", setting)
                            .redirectInput(TTY.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
