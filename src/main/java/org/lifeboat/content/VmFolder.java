package org.lifeboat.content;

import org.lifeboat.local.PrivateFiles;
import org.lifeboat.local.SafeNames;
import org.lifeboat.local.Staging;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that one VM is restored into. It is made when its first member comes, and is always
 * new: a name that is taken gets a number. Safe for use by several threads.
 */
public final class VmFolder {

    private final Path destination;
    private final String wishedName;
    private Optional<Staging> made = Optional.empty();

    /**
     * @param destination exists
     * @param wishedName any text; made safe here
     */
    public VmFolder(Path destination, String wishedName) {
        this.destination = destination;
        this.wishedName = SafeNames.portable(wishedName);
    }

    /** The name without a number. */
    public String wishedName() {
        return wishedName;
    }

    /** The folder's name, once it was made; the wished one before. */
    public synchronized String name() {
        return made.map(folder -> folder.folder().getFileName().toString()).orElse(wishedName);
    }

    /** The name that it would get now, if nothing is made in between. */
    public synchronized String preview() {
        String name = name();
        for (int n = 2; made.isEmpty() && isTaken(name); n++) {
            name = SafeNames.numbered(wishedName, n);
        }
        return name;
    }

    private boolean isTaken(String name) {
        return Files.exists(destination.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Made when this is asked for the first time.
     *
     * @throws ProblemException if it cannot be made
     */
    public Path path() throws IOException {
        return staging().folder();
    }

    /** How things get their names in it. Makes it, too. */
    synchronized Staging staging() throws IOException {
        if (made.isEmpty()) {
            try {
                Path path = new Staging(destination).make(wishedName, PrivateFiles::createFolder);
                made = Optional.of(new Staging(path));
            } catch (IOException failed) {
                throw WriteFailure.of(destination.resolve(wishedName), failed);
            }
        }
        return made.get();
    }

    /** A new folder in this one, called incomplete until it is {@linkplain #rename renamed}. */
    public Path newFolder(String wished) throws IOException {
        return staging().begin(wished, PrivateFiles::createFolder);
    }

    /** Moves something of this folder to a final name that is free, and returns that name. */
    public String rename(Path staged, String wished) throws IOException {
        return staging().finish(staged, wished).getFileName().toString();
    }
}
