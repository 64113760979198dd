package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output on a full drive. */
class LostOutputTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"list", "verify"})
    void aDocumentThatCouldNotBeWrittenIsNoSuccess(String command) throws IOException {
        Path backup = BackupBuilder.workAndVault().seal().write(folder.resolve("backup"));
        Path passphrase = folder.resolve("passphrase");
        Files.writeString(passphrase, BackupBuilder.PASSPHRASE);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
        Streams streams =
                new Streams(
                        new PrintStream(full, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false);
        String[] arguments = {
            command, backup.toString(), "--json", "--passphrase-file", passphrase.toString()
        };
        assertThat(Cli.run(arguments, streams)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be written");
    }
}
