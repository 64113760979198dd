package org.lifeboat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.lifeboat.cli.Cli;
import org.lifeboat.cli.Streams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of the command line, which said whatever happened in plain words. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(stream(out), stream(err), false);
        int exitCode = Cli.run(arguments, streams);
        CommandRun run =
                new CommandRun(
                        exitCode,
                        out.toString(StandardCharsets.UTF_8),
                        err.toString(StandardCharsets.UTF_8));
        assertThat(run.err())
                .doesNotContainPattern("Exception|Error\\b|\\bat (org|java|tools)\\.")
                .doesNotContain("unexpected happened", "�", "null", "\u001b", "\u202e")
                .doesNotContainPattern("\\{\\d");
        assertThat(run.out() + run.err()).doesNotContain(BackupBuilder.PASSPHRASE);
        return run;
    }

    /** The same with a file that holds {@link BackupBuilder#PASSPHRASE}, beside the backup. */
    public static CommandRun withPassphrase(Path backup, List<String> arguments) {
        return withPassphrase(backup, BackupBuilder.PASSPHRASE, arguments);
    }

    /** The same with another passphrase. */
    public static CommandRun withPassphrase(
            Path backup, String passphrase, List<String> arguments) {
        try {
            Path file = backup.resolveSibling("passphrase.txt");
            Files.writeString(file, passphrase + "\n");
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of("--passphrase-file", file.toString()));
            return of(all.toArray(String[]::new));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
