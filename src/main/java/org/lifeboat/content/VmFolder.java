package org.lifeboat.content;

import org.lifeboat.local.PrivateFiles;
import org.lifeboat.local.SafeNames;
import org.lifeboat.local.Staging;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder that one VM is restored into. It is made when its first member comes, and is always
 * new: a name that is taken gets a number. Safe for use by several threads.
 */
public final class VmFolder {

    private final Path destination;
    private final String wishedName;
    private final FolderLog log;
    private Optional<Staging> made = Optional.empty();

    /**
     * @param destination exists
     * @param wishedName any text; made safe here
     */
    public VmFolder(Path destination, String wishedName) {
        this(destination, wishedName, FolderLog.NONE);
    }

    private VmFolder(Path destination, String wishedName, FolderLog log) {
        this.destination = destination;
        this.wishedName = SafeNames.portable(wishedName);
        this.log = log;
    }

    /** The same folder, not made yet, for a run that may go on with what an earlier one made. */
    public VmFolder noting(FolderLog other) {
        return new VmFolder(destination, wishedName, other);
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
                Optional<Path> earlier = log.earlier().map(destination::resolve);
                Path path =
                        earlier.isPresent()
                                        && Files.isDirectory(
                                                earlier.get(), LinkOption.NOFOLLOW_LINKS)
                                ? earlier.get()
                                : new Staging(destination).make(wishedName, this::make);
                made = Optional.of(new Staging(path));
            } catch (IOException failed) {
                throw WriteFailure.of(destination.resolve(wishedName), failed);
            }
        }
        return made.get();
    }

    private void make(Path path) throws IOException {
        refuseTaken(path);
        log.named(path.getFileName().toString());
        PrivateFiles.createFolder(path);
    }

    /** Before anything is noted of a name, since a name that is noted is taken for ours. */
    private static void refuseTaken(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    /** A new folder in this one, called incomplete until it is {@linkplain #rename renamed}. */
    public Path newFolder(String wished) throws IOException {
        return begin(wished, PrivateFiles::createFolder, log::staged);
    }

    /** Is told of a name. */
    @FunctionalInterface
    interface NameNote {
        void note(String name) throws IOException;
    }

    /**
     * Makes something that is not complete yet.
     *
     * @param note told of its name before it has it
     */
    Path begin(String wished, Staging.Maker maker, NameNote note) throws IOException {
        return staging()
                .begin(
                        wished,
                        path -> {
                            refuseTaken(path);
                            note.note(path.getFileName().toString());
                            maker.make(path);
                        });
    }

    /** Moves something of this folder to a final name that is free, and returns that name. */
    public String rename(Path staged, String wished) throws IOException {
        return staging()
                .finishEach(Map.of(staged, wished), this::noteRenamed)
                .get(staged)
                .getFileName()
                .toString();
    }

    private void noteRenamed(Map<Path, Path> names) throws IOException {
        for (Map.Entry<Path, Path> name : names.entrySet()) {
            log.renamed(
                    name.getKey().getFileName().toString(),
                    name.getValue().getFileName().toString());
        }
    }
}
