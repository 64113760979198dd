package org.lifeboat.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Removes what this program made and did not finish. Links are removed, never followed. */
public final class TreeRemoval {

    private static final int OWNER_ALL = 0700;

    private TreeRemoval() {}

    /** Does nothing if it is not there. */
    public static void remove(Path root) throws IOException {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(root);
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is)
                            throws IOException {
                        open(folder);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    /** A folder that could not be listed as it was. */
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failed)
                            throws IOException {
                        if (failed instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        open(file);
                        checkCanBeListed(file);
                        remove(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failed)
                            throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Else it would be tried without an end. */
    private static void checkCanBeListed(Path folder) throws IOException {
        Files.list(folder).close();
    }

    /**
     * Removes what is below a folder and not known.
     *
     * @param known files, and folders, which may hold what is not known
     */
    public static void removeUnknown(Path folder, Set<Path> known) throws IOException {
        List<Path> below;
        try (Stream<Path> entries = Files.list(folder)) {
            below = entries.toList();
        }
        for (Path path : below) {
            if (!known.contains(path)) {
                remove(path);
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                removeUnknown(path, known);
            }
        }
    }

    /** A folder may have got its permissions already, which need not be its owner's. */
    private static void open(Path folder) {
        try {
            Permissions.set(folder, OWNER_ALL);
        } catch (IOException notOnThisDrive) {
            // Then they do not count either.
        }
    }
}
