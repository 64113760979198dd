package org.lifeboat;

import org.lifeboat.cli.Cli;
import org.lifeboat.cli.Streams;
import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.lifeboat.content.ReadAheadInputStream;
import org.lifeboat.crypto.WarmUp;
import org.lifeboat.wizard.WizardApp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Does what users do while the build watches: so the AOT cache knows which classes the program
 * loads at its start and which code is worth compiling at once.
 */
final class Rehearsal {

    /**
     * Often enough for the JVM to see that authenticating, deriving and decoding are what takes
     * time. All else runs once: what looks as if it took time is compiled at each start.
     */
    private static final int AUTHENTICATING_TIMES = 80;

    private static final int DERIVING_TIMES = 3;

    private static final int DECODING_TIMES = 20;

    private Rehearsal() {}

    /**
     * @param args "window", or "terminal" for the command line alone; the sample backup, its
     *     passphrase file, a folder to restore into, a folder of compressed backups of format 4
     */
    public static void main(String[] args) {
        restore(args[1], args[2], args[3]);
        deriveKeys(Path.of(args[4]));
        decode();
        if (args[0].equals("window")) {
            openWindow();
        }
        beginAndEnd();
    }

    private static void restore(String sample, String passphraseFile, String folder) {
        for (int i = 0; i < AUTHENTICATING_TIMES; i++) {
            WarmUp.run();
        }
        run("verify", sample, "--passphrase-file", passphraseFile);
        run("list", sample, "--passphrase-file", passphraseFile);
        run("restore", sample, "--passphrase-file", passphraseFile, "--to", folder);
    }

    private static void run(String... command) {
        int exitCode = Cli.run(command, Streams.nowhere());
        if (exitCode != 0) {
            throw new IllegalStateException(command[0] + " ends with " + exitCode);
        }
    }

    /** One that needs no display, and closes itself. */
    private static void openWindow() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("lifeboat.measure.start", "true");
        WizardApp.open(new String[0])
                .ifPresent(
                        why -> {
                            throw new IllegalStateException(why);
                        });
    }

    /** A whole process, from the first line to the exit status: what nothing else here does. */
    private static void beginAndEnd() {
        Lifeboat.main(new String[] {"--version"});
    }

    /** Key derivation is what takes time in format 4. */
    private static void deriveKeys(Path folder) {
        try {
            Path backup = Files.createTempFile("rehearsal", "");
            try (InputStream compressed =
                    new GZIPInputStream(Files.newInputStream(folder.resolve("r4-gzip.gz")))) {
                Files.copy(compressed, backup, StandardCopyOption.REPLACE_EXISTING);
            }
            for (int i = 0; i < DERIVING_TIMES; i++) {
                run(
                        "verify",
                        backup.toString(),
                        "--passphrase-file",
                        folder.resolve("passphrase.txt").toString());
            }
            Files.delete(backup);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Decoding is what takes time in all formats, and the sample is too small for the code that is
     * meant for large archives. The program's own classes are as varied as a disk.
     */
    private static void decode() {
        try {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(compressed);
                    Stream<Path> classes = Files.walk(Path.of(URI.create("jrt:/java.base/java")))) {
                for (Path file : classes.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, gzip);
                }
            }
            for (int i = 0; i < DECODING_TIMES; i++) {
                try (InputStream decoded =
                        new ReadAheadInputStream(
                                new DecompressingInputStream(
                                        Compression.GZIP,
                                        new ByteArrayInputStream(compressed.toByteArray())))) {
                    decoded.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
