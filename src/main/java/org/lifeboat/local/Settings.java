package org.lifeboat.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Paths in the order in which they were kept; none of them if one makes no sense here. */
    public static List<Path> paths(String key) {
        try {
            return get(key).stream().flatMap(String::lines).map(Path::of).toList();
        } catch (InvalidPathException notOurs) {
            return List.of();
        }
    }

    /**
     * @param first goes before those that were kept
     * @param most are kept
     */
    public static void putPath(String key, Path first, int most) {
        Set<Path> all = new LinkedHashSet<>();
        all.add(first);
        all.addAll(paths(key));
        putPaths(key, all.stream().limit(most));
    }

    /** Does nothing if it is not among those that were kept. */
    public static void forgetPath(String key, Path path) {
        List<Path> all = paths(key);
        if (all.contains(path)) {
            putPaths(key, all.stream().filter(each -> !each.equals(path)));
        }
    }

    private static void putPaths(String key, Stream<Path> paths) {
        String lines = paths.map(Path::toString).collect(Collectors.joining("\n"));
        if (lines.isEmpty()) {
            forget(key);
        } else {
            put(key, lines);
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
