package org.lifeboat;

import org.lifeboat.cli.Cli;
import org.lifeboat.cli.Streams;
import org.lifeboat.crypto.WarmUp;
import org.lifeboat.wizard.WizardApp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/**
 * Does what users do, for the build to watch: the AOT cache then knows what the program loads at
 * its start and which code is worth compiling at once.
 */
final class Rehearsal {

    /** Often enough for the JVM to see that authenticating and decoding are what takes time. */
    private static final int TIMES = 80;

    private static final int DERIVING_TIMES = 5;

    private Rehearsal() {}

    /**
     * @param args the sample backup, its passphrase file, a folder to restore into, a folder of
     *     compressed backups of format 4
     */
    public static void main(String[] args) {
        Streams streams = Streams.nowhere();
        Path sample = Path.of(args[0]);
        for (int i = 0; i < TIMES; i++) {
            WarmUp.run();
            expect(
                    Cli.run(
                            new String[] {
                                "verify", sample.toString(), "--passphrase-file", args[1]
                            },
                            streams));
        }
        expect(
                Cli.run(
                        new String[] {"list", sample.toString(), "--passphrase-file", args[1]},
                        streams));
        expect(
                Cli.run(
                        new String[] {
                            "restore",
                            sample.toString(),
                            "--passphrase-file",
                            args[1],
                            "--to",
                            args[2]
                        },
                        streams));
        deriveKeys(Path.of(args[3]));
        // A window that needs no display, and closes itself.
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("lifeboat.measure.start", "true");
        WizardApp.open(new String[0]);
    }

    /** Key derivation is what takes time in format 4. */
    private static void deriveKeys(Path folder) {
        try {
            Path backup = Files.createTempFile("rehearsal", "");
            try (InputStream compressed =
                    new GZIPInputStream(Files.newInputStream(folder.resolve("r4-gzip.gz")))) {
                Files.copy(compressed, backup, StandardCopyOption.REPLACE_EXISTING);
            }
            Path passphrase = folder.resolve("passphrase.txt");
            for (int i = 0; i < DERIVING_TIMES; i++) {
                expect(
                        Cli.run(
                                new String[] {
                                    "verify",
                                    backup.toString(),
                                    "--passphrase-file",
                                    passphrase.toString()
                                },
                                Streams.nowhere()));
            }
            Files.delete(backup);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void expect(int exitCode) {
        if (exitCode != 0) {
            throw new IllegalStateException("the sample does not restore: " + exitCode);
        }
    }
}
