package org.lifeboat.wizard.browser;

import javafx.scene.image.Image;

import org.lifeboat.archive.FileKind;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.report.Messages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Looks into files, a bounded part of them; nothing is run, and no markup is followed. */
final class Previews {

    /** Bytes of a text. */
    private static final int TEXT = 64 * 1024;

    /** Bytes of a picture; the largest of telephones have fewer. */
    private static final int PICTURE = 16 << 20;

    /** As it is decoded whole before it is made small. */
    private static final long MOST_PIXELS = 50_000_000;

    /** Pixels in each direction of what is shown. */
    private static final int SHOWN = 800;

    /** Those whose names make sense inside a disk as well as on the first page. */
    private static final Set<FileKind> NAMED =
            EnumSet.of(
                    FileKind.ZIP,
                    FileKind.GZIP,
                    FileKind.BZIP2,
                    FileKind.XZ,
                    FileKind.SEVEN_ZIP,
                    FileKind.ZSTD,
                    FileKind.RAR,
                    FileKind.PDF,
                    FileKind.PROGRAM_ELF,
                    FileKind.PROGRAM_WINDOWS,
                    FileKind.ISO);

    private Previews() {}

    /** Never fails; what is wrong is said in words. To be called in the background. */
    static Preview of(Ext4 fileSystem, FolderEntry entry) {
        try {
            if (entry.problem().isPresent() && entry.size() == 0) {
                return new Preview.Words(DiskTexts.of(entry.problem().get()));
            }
            return look(fileSystem, entry);
        } catch (ProblemException damaged) {
            return new Preview.Words(DiskTexts.of(damaged.problem()));
        } catch (IOException unreadable) {
            return new Preview.Words(Messages.text(new DiskProblem.ReadFailed("")));
        } catch (RuntimeException | OutOfMemoryError unexpected) {
            // What decodes pictures is not ours, and these come from anywhere.
            return new Preview.Words(Messages.text("wizard.preview.none"));
        }
    }

    private static Preview look(Ext4 fileSystem, FolderEntry entry) throws IOException {
        if (entry.locked()) {
            return new Preview.Words(Messages.text(new DiskProblem.Locked(entry.inode())));
        }
        return switch (entry.kind()) {
            case FILE -> file(fileSystem, entry);
            case FOLDER -> new Preview.Words(Messages.text("wizard.preview.folder"));
            case LINK ->
                    new Preview.Words(
                            Messages.text(
                                    "wizard.preview.link", fileSystem.linkTarget(entry).text()));
            default -> new Preview.Words(Messages.text(new DiskProblem.KindLeftOut(entry.inode())));
        };
    }

    private static Preview file(Ext4 fileSystem, FolderEntry entry) throws IOException {
        if (entry.size() == 0) {
            return new Preview.Words(Messages.text("wizard.preview.empty"));
        }
        byte[] start = read(fileSystem, entry, TEXT);
        if (PictureStart.isPicture(start)) {
            return picture(fileSystem, entry, start);
        }
        boolean more = entry.size() > start.length;
        Optional<String> text = PlainText.of(start, more);
        if (text.isPresent()) {
            return new Preview.Text(text.get(), more);
        }
        FileKind kind = FileKind.of(start);
        return new Preview.Words(
                NAMED.contains(kind)
                        ? Messages.text("wizard.preview.other", kind)
                        : Messages.text("wizard.preview.none"));
    }

    private static byte[] read(Ext4 fileSystem, FolderEntry entry, int most) throws IOException {
        try (InputStream in = fileSystem.content(entry).open()) {
            return in.readNBytes(most);
        }
    }

    private static Preview picture(Ext4 fileSystem, FolderEntry entry, byte[] start)
            throws IOException {
        if (entry.size() > PICTURE) {
            return new Preview.Words(
                    Messages.text("wizard.preview.large", new ByteCount(entry.size())));
        }
        byte[] bytes = start.length == entry.size() ? start : read(fileSystem, entry, PICTURE);
        Optional<PictureStart.Size> size = PictureStart.size(bytes);
        if (size.isEmpty()) {
            return new Preview.Words(Messages.text("wizard.preview.damaged"));
        }
        if (size.get().pixels() > MOST_PIXELS) {
            return new Preview.Words(
                    Messages.text(
                            "wizard.preview.pixels", size.get().width(), size.get().height()));
        }
        Image image = decode(PictureStart.firstPicture(bytes), size.get());
        return image.isError() || image.getWidth() < 1
                ? new Preview.Words(Messages.text("wizard.preview.damaged"))
                : new Preview.Picture(image);
    }

    /** Small ones stay as they are. */
    private static Image decode(byte[] bytes, PictureStart.Size size) {
        boolean fits = size.width() <= SHOWN && size.height() <= SHOWN;
        int most = fits ? 0 : SHOWN;
        return new Image(new ByteArrayInputStream(bytes), most, most, true, true);
    }
}
