package org.lifeboat.wizard.browser;

import org.lifeboat.disk.copy.CopyOptions;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.wizard.kit.Folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk to look into, wherever it is. */
public sealed interface BrowsedDisk {

    /** The file that is read for it. */
    Path file();

    /** For the first of the buttons that lead back up. */
    String name();

    /** What the keys of texts about it begin with. */
    String texts();

    /** A folder for copies out of it. */
    Path proposal();

    /** How files are copied out of it. */
    CopyOptions options(CopyOptions usual);

    /** Who sees how far reading it is, where one may have to wait for that. */
    Optional<Looking> looking();

    /**
     * Not for the window's thread.
     *
     * @return nothing if there is no such disk
     * @throws IOException if it cannot be read
     */
    Optional<OpenImage> open() throws IOException;

    private static String folder(String name) {
        return Messages.text("wizard.copy.folder", name);
    }

    private static String withoutEnding(String name) {
        int ending = name.lastIndexOf('.');
        return ending > 0 ? name.substring(0, ending) : name;
    }

    /** An image by itself. */
    record Image(Path file) implements BrowsedDisk {

        @Override
        public String name() {
            return String.valueOf(file.getFileName());
        }

        @Override
        public String texts() {
            return "wizard.disk";
        }

        /** Beside the image, where there was room for that; where nothing can be written, home. */
        @Override
        public Path proposal() {
            Path beside = file.toAbsolutePath().getParent();
            boolean isWritable = beside != null && Files.isWritable(beside);
            return (isWritable ? beside : Folders.home()).resolve(folder(withoutEnding(name())));
        }

        @Override
        public CopyOptions options(CopyOptions usual) {
            return usual;
        }

        @Override
        public Optional<Looking> looking() {
            return Optional.empty();
        }

        @Override
        public Optional<OpenImage> open() throws IOException {
            return Optional.of(OpenImage.open(file));
        }
    }

    /**
     * A disk where it lies in a backup.
     *
     * @param vm the name of the VM that it belongs to
     */
    record InBackup(BackupDisks disks, String vm, DiskChoice.Chosen chosen) implements BrowsedDisk {

        /** The disk with a VM's files. */
        private static final String USUAL = "private.img";

        @Override
        public Path file() {
            return disks.file();
        }

        @Override
        public String name() {
            return Messages.text("wizard.disk.inside.name", vm, chosen.name());
        }

        @Override
        public String texts() {
            return "wizard.disk.inside";
        }

        /** At home: backups lie on drives of their own, which are to stay as they are. */
        @Override
        public Path proposal() {
            boolean isUsual = chosen.name().equals(USUAL);
            String disk = isUsual ? vm : vm + "-" + withoutEnding(chosen.name());
            return Folders.home().resolve(folder(disk.replaceAll("[^\\w.-]", "_")));
        }

        @Override
        public CopyOptions options(CopyOptions usual) {
            return usual.orderedByPlace();
        }

        @Override
        public Optional<Looking> looking() {
            return Optional.of(disks.looking());
        }

        @Override
        public Optional<OpenImage> open() throws IOException {
            return disks.open(chosen);
        }
    }
}
