package org.lifeboat.wizard.browser;

import org.lifeboat.disk.DiskContent;
import org.lifeboat.disk.DiskImage;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.ImageFile;

import java.io.IOException;
import java.nio.file.Path;

/** A disk image that is open, and what it holds. */
public final class OpenImage {

    private final Path path;
    private final ImageFile file;
    private final DiskContent content;

    private OpenImage(Path path, ImageFile file, DiskContent content) {
        this.path = path;
        this.file = file;
        this.content = content;
    }

    /**
     * @throws IOException if it cannot be read
     */
    static OpenImage open(Path path) throws IOException {
        ImageFile file = ImageFile.open(path);
        try {
            return new OpenImage(path, file, DiskImage.look(file));
        } catch (IOException | RuntimeException unreadable) {
            file.close();
            throw unreadable;
        }
    }

    /** Whether a file is a disk, even one of a kind that cannot be read further. */
    public static boolean isDisk(Path path) {
        try (ImageFile file = ImageFile.open(path)) {
            return file.size() > 0
                    && switch (DiskImage.look(file)) {
                        case DiskContent.Partitions parts -> !parts.partitions().isEmpty();
                        case DiskContent.Volume volume -> volume.kind() != FileSystemKind.UNKNOWN;
                    };
        } catch (IOException unreadable) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    DiskContent content() {
        return content;
    }

    void close() {
        try {
            file.close();
        } catch (IOException alreadyGone) {
            // It was only read.
        }
    }
}
