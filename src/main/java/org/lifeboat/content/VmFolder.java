package org.lifeboat.content;

import org.lifeboat.local.Permissions;
import org.lifeboat.local.SafeNames;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The folder that one VM is restored into, made new when its first member comes. A name that is
 * taken gets a number. Safe for use by several threads.
 */
public final class VmFolder {

    private final Path destination;
    private final String wishedName;
    private Path path;

    /**
     * @param destination exists
     * @param wishedName any text; made safe here
     */
    public VmFolder(Path destination, String wishedName) {
        this.destination = destination;
        this.wishedName = SafeNames.portable(wishedName);
    }

    /** The name before a number was put to it. */
    public String wishedName() {
        return wishedName;
    }

    /** The folder's name, once it was made; the wished one before. */
    public synchronized String name() {
        return path == null ? wishedName : path.getFileName().toString();
    }

    /** The name that it would get now, if nothing is made in between. */
    public synchronized String preview() {
        String name = name();
        for (int n = 1;
                path == null && Files.exists(destination.resolve(name), LinkOption.NOFOLLOW_LINKS);
                n++) {
            name = SafeNames.numbered(wishedName, n + 1);
        }
        return name;
    }

    /** Made when this is asked for the first time. */
    public synchronized Path path() throws IOException {
        for (int n = 1; path == null; n++) {
            Path candidate = destination.resolve(SafeNames.numbered(wishedName, n));
            try {
                path = Files.createDirectory(candidate, Permissions.ownerOnly("rwx------"));
            } catch (FileAlreadyExistsException taken) {
                // The next number.
            } catch (IOException failed) {
                throw OutputFile.cannotWrite(candidate, failed);
            }
        }
        return path;
    }

    /** A new folder in this one, called incomplete until it is {@linkplain #rename renamed}. */
    public synchronized Path newFolder(String wished) throws IOException {
        for (int n = 1; ; n++) {
            Path candidate = path().resolve(SafeNames.numbered(wished, n) + SafeNames.INCOMPLETE);
            try {
                return Files.createDirectory(candidate, Permissions.ownerOnly("rwx------"));
            } catch (FileAlreadyExistsException taken) {
                // The next number.
            }
        }
    }

    /** Moves something of this folder to a final name that is free, and returns that name. */
    public synchronized String rename(Path staged, String wished) throws IOException {
        for (int n = 1; ; n++) {
            String name = SafeNames.numbered(wished, n);
            Path target = path().resolve(name);
            // Only this program writes in here, so nothing takes the name between the two steps.
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
                return name;
            }
        }
    }
}
