package org.lifeboat.testing;

import org.lifeboat.crypto.Passphrase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The folder of backups and vectors made by the tools that Qubes uses. */
public final class TestData {

    private static final Path ROOT = Path.of(System.getProperty("lifeboat.testdata", "testdata"));

    public static final Path SAMPLE = path("sample/qubes-backup-2016-01-01T120000");
    public static final String SAMPLE_PASSPHRASE = "lifeboat sample";

    private TestData() {}

    public static Path path(String below) {
        return ROOT.resolve(below);
    }

    /** Where Qubes' own sample backups lie, which are too large to be kept here. */
    public static Optional<Path> officialSamples() {
        String folder = System.getProperty("lifeboat.samples", "");
        return folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder));
    }

    public static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static byte[] gunzip(Path path) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Json json(Path path) {
        try {
            return Json.parse(Files.readString(path));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The files directly in a folder, sorted by name. */
    public static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Passphrase passphrase(String text) {
        return Passphrase.ofCharacters(text.toCharArray());
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }
}
