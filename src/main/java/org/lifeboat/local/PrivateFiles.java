package org.lifeboat.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** New files and folders that their owner alone may read. Nothing that exists is opened. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /**
     * Makes a file, in which whatever is not written stays a hole where the file system has holes.
     *
     * @throws java.nio.file.FileAlreadyExistsException if anything has that name
     */
    public static FileChannel create(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE),
                Permissions.ownerOnly("rw-------"));
    }

    /**
     * @throws java.nio.file.FileAlreadyExistsException if anything has that name
     */
    public static Path createFolder(Path path) throws IOException {
        return Files.createDirectory(path, Permissions.ownerOnly("rwx------"));
    }

    /**
     * Makes a file as long as it must be, where it ends with a hole.
     *
     * @param size in bytes, not less than was written
     */
    public static void extend(Path path, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
    }
}
