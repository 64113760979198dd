package org.lifeboat.wizard.browser;

import org.lifeboat.disk.DiskContent;
import org.lifeboat.disk.DiskImage;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.ImageFile;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.inside.InsideDisk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A disk that is open, and what it holds. */
public final class OpenImage {

    private final DiskContent content;
    private final Optional<ImageFile> file;
    private final Optional<Supplier<List<Problem>>> problems;
    private final Map<BlockSource, Known> known = new ConcurrentHashMap<>();

    /**
     * @param damage what was met of it before it was opened
     */
    private record Known(Ext4 fileSystem, int damage) {}

    /**
     * @param problems of the backup that it is read from, if it is in one
     */
    private OpenImage(
            DiskContent content,
            Optional<ImageFile> file,
            Optional<Supplier<List<Problem>>> problems) {
        this.content = content;
        this.file = file;
        this.problems = problems;
    }

    /**
     * @throws IOException if it cannot be read
     */
    static OpenImage open(Path path) throws IOException {
        ImageFile file = ImageFile.open(path);
        try {
            return new OpenImage(DiskImage.look(file), Optional.of(file), Optional.empty());
        } catch (IOException | RuntimeException unreadable) {
            file.close();
            throw unreadable;
        }
    }

    /**
     * A disk in a backup, which whoever opened it closes.
     *
     * @throws IOException if it cannot be read
     */
    static OpenImage inside(InsideDisk disk, Looking looking) throws IOException {
        DiskContent content = DiskImage.look(disk.watchedBy(looking));
        return new OpenImage(content, Optional.empty(), Optional.of(disk::problems));
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

    DiskContent content() {
        return content;
    }

    /** What is damaged in the backup that it is read from, as far as it was met. */
    List<Problem> damage() {
        return problems.map(Supplier::get).orElse(List.of()).stream()
                .filter(problem -> !(problem instanceof ChunkProblem.RecoveredOnSecondRead))
                .toList();
    }

    /**
     * Whether damage took something of it. Of a disk in a backup nothing is known until it is met.
     */
    boolean isSalvaged(Ext4 fileSystem) {
        return problems.isPresent() ? !damage().isEmpty() : fileSystem.isSalvaged();
    }

    /**
     * The file system of the disk or of one of its partitions. It is opened once, and again when
     * more damage was met, since it marks what was known when it was opened.
     *
     * @throws IOException if it cannot be read
     */
    Ext4 fileSystem(BlockSource volume) throws IOException {
        int met = damage().size();
        Known before = known.get(volume);
        if (before != null && before.damage() == met) {
            return before.fileSystem();
        }
        Ext4 opened = Ext4.open(volume);
        known.put(volume, new Known(opened, met));
        return opened;
    }

    void close() {
        if (file.isPresent()) {
            try {
                file.get().close();
            } catch (IOException alreadyGone) {
                // It was only read.
            }
        }
    }
}
