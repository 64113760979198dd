package org.lifeboat.cli;

import org.lifeboat.report.Messages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Whether what was named can be a backup or a disk, and what it is if not. */
final class FileType {

    private FileType() {}

    /**
     * For backups, which are looked at more closely when they are opened.
     *
     * @throws UsageException if there is nothing of that name, or a folder
     */
    static void checkIsFile(Path file) throws UsageException {
        if (attributes(file).isDirectory()) {
            throw new UsageException(Messages.text("cli.is.a.folder", file.toString()));
        }
    }

    /**
     * For disk images: to open a pipe may take for ever.
     *
     * @throws UsageException if it is no regular file
     */
    static void checkHasBytes(Path image) throws UsageException {
        BasicFileAttributes attributes = attributes(image);
        if (attributes.isDirectory()) {
            throw new UsageException(Messages.text("cli.is.no.image", image.toString()));
        }
        if (!attributes.isRegularFile()) {
            throw new UsageException(Messages.text("cli.is.no.file", image.toString()));
        }
    }

    private static BasicFileAttributes attributes(Path file) throws UsageException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException none) {
            throw new UsageException(Messages.text("cli.no.such.file", file.toString()));
        }
    }
}
