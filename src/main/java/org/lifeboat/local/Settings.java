package org.lifeboat.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What is remembered from one run to the next: one small file of text, which anybody may read, and
 * remove without harm. Nothing that has to do with a passphrase or with what a backup holds belongs
 * into it.
 */
public final class Settings {

    /** In bytes; what is larger was not written by this program. */
    private static final long LARGEST = 65_536;

    private Settings() {}

    /** Nothing if it was never kept, or cannot be read. */
    public static synchronized Optional<String> get(String key) {
        return Optional.ofNullable(read().getProperty(key));
    }

    /** Where the system does not let us write, the next run begins as the first one did. */
    public static synchronized void put(String key, String value) {
        Properties all = read();
        if (!value.equals(all.setProperty(key, value))) {
            write(all);
        }
    }

    /** Does nothing if it was never kept. */
    public static synchronized void forget(String key) {
        Properties all = read();
        if (all.remove(key) != null) {
            write(all);
        }
    }

    /** Perhaps not there. */
    public static Path file() {
        return StateFolder.path().resolve("settings");
    }

    private static Properties read() {
        Properties all = new Properties();
        try {
            if (Files.size(file()) <= LARGEST) {
                try (Reader in = Files.newBufferedReader(file())) {
                    all.load(in);
                }
            }
        } catch (IOException | IllegalArgumentException nothingKept) {
            all.clear();
        }
        return all;
    }

    /** Under another name first: two programs that write at once leave what one of them wrote. */
    private static void write(Properties all) {
        try {
            Files.createDirectories(StateFolder.path());
            Path fresh = Files.createTempFile(StateFolder.path(), "settings", ".new");
            try {
                try (Writer out = Files.newBufferedWriter(fresh)) {
                    all.store(out, null);
                }
                Files.move(fresh, file(), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | RuntimeException noPlaceForIt) {
            // A live system with a home that cannot be written to.
        }
    }
}
