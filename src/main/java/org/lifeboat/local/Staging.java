package org.lifeboat.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One folder, and how things get a name in it: as {@code NAME.incomplete} at first, and as {@code
 * NAME} when they are whole, authentic and on the disk. Nothing is overwritten, for a name that is
 * taken gets a number: {@code work (2)}. Safe for use by several threads; other programs must leave
 * the folder alone.
 */
public final class Staging {

    /** Bytes of UTF-8 that leave room for {@link SafeNames#INCOMPLETE} and a number. */
    private static final int LONGEST = 230;

    private static final int MOST_NUMBERS = 10_000;

    private final Path folder;
    private final Numbering numbering;

    /** How a file is called whose name is taken. */
    @FunctionalInterface
    public interface Numbering {
        /**
         * @param n 1 or more; the first is the name itself
         */
        String numbered(String name, int n);
    }

    /** Makes something new. */
    @FunctionalInterface
    public interface Maker {
        /**
         * @throws FileAlreadyExistsException if anything has that name
         */
        void make(Path path) throws IOException;
    }

    /**
     * @param folder exists
     */
    public Staging(Path folder) {
        this(folder, SafeNames::numbered);
    }

    /**
     * @param folder exists
     * @param numbering of what {@link #begin} made
     */
    public Staging(Path folder, Numbering numbering) {
        this.folder = folder;
        this.numbering = numbering;
    }

    public Path folder() {
        return folder;
    }

    /** Makes something that is not complete yet. */
    public Path begin(String name, Maker maker) throws IOException {
        return make(SafeNames.cut(name, LONGEST), numbering, SafeNames.INCOMPLETE, maker);
    }

    /** Makes something that has its final name at once. */
    public Path make(String name, Maker maker) throws IOException {
        return make(name, SafeNames::numbered, "", maker);
    }

    private Path make(String name, Numbering names, String ending, Maker maker) throws IOException {
        for (int n = 1; n <= MOST_NUMBERS; n++) {
            Path path = SafeNames.resolve(folder, names.numbered(name, n) + ending);
            try {
                maker.make(path);
                return path;
            } catch (FileAlreadyExistsException taken) {
                // A twin that differs in case, or an earlier run's: the next number.
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    /**
     * Gives a final name that is free.
     *
     * @param staged what {@link #begin} made
     */
    public Path finish(Path staged, String name) throws IOException {
        return finish(Map.of("", staged), name).get("");
    }

    /**
     * Gives several things one final name that is free with every one of their endings.
     *
     * @param staged what {@link #begin} made, by the endings
     */
    public synchronized Map<String, Path> finish(Map<String, Path> staged, String name)
            throws IOException {
        for (int n = 1; n <= MOST_NUMBERS; n++) {
            String numbered = numbering.numbered(name, n);
            // Only this program writes in here, so nothing takes the name between the two steps.
            if (staged.keySet().stream().noneMatch(ending -> isTaken(numbered + ending))) {
                Map<String, Path> finished = new HashMap<>();
                for (Map.Entry<String, Path> one : staged.entrySet()) {
                    Path path = SafeNames.resolve(folder, numbered + one.getKey());
                    Files.move(one.getValue(), path, StandardCopyOption.ATOMIC_MOVE);
                    finished.put(one.getKey(), path);
                }
                return finished;
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    /** Is told of final names before anything gets them. */
    @FunctionalInterface
    public interface Intent {
        /**
         * @param names final ones by those before
         * @throws IOException if nothing is to be renamed
         */
        void rename(Map<Path, Path> names) throws IOException;
    }

    /**
     * Gives each thing a final name of its own that is free.
     *
     * @param wished names by what {@link #begin} made
     * @return the final names by those before
     */
    public synchronized Map<Path, Path> finishEach(Map<Path, String> wished, Intent intent)
            throws IOException {
        Map<Path, Path> names = new LinkedHashMap<>();
        for (Map.Entry<Path, String> one : wished.entrySet()) {
            names.put(one.getKey(), free(one.getValue(), names.values()));
        }
        intent.rename(Collections.unmodifiableMap(names));
        for (Map.Entry<Path, Path> one : names.entrySet()) {
            Files.move(one.getKey(), one.getValue(), StandardCopyOption.ATOMIC_MOVE);
        }
        return names;
    }

    private Path free(String name, Collection<Path> promised) throws IOException {
        for (int n = 1; n <= MOST_NUMBERS; n++) {
            String numbered = numbering.numbered(name, n);
            Path path = SafeNames.resolve(folder, numbered);
            if (!promised.contains(path) && !isTaken(numbered)) {
                return path;
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    private boolean isTaken(String name) {
        return Files.exists(SafeNames.resolve(folder, name), LinkOption.NOFOLLOW_LINKS);
    }
}
