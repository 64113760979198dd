package org.lifeboat.archive;

import org.lifeboat.problem.FatalException;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarHeader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the pieces of a backup that was split, by their names. What begins as a backup does is no
 * later piece, whatever its name: many people number their backups.
 */
final class SplitFiles {

    /** Pieces that may be missing between two others. */
    private static final int WIDEST_GAP = 200;

    /** More than any file system's folder is comfortable with. */
    private static final int MOST_PIECES = 100_000;

    private SplitFiles() {}

    /**
     * A piece.
     *
     * @param path where it is, or should be
     * @param size in bytes; nothing if it is not there
     */
    record Piece(Path path, Optional<Long> size) {
        boolean isMissing() {
            return size.isEmpty();
        }
    }

    /**
     * The pieces in order, those that are missing between others included. What is not split is one
     * piece.
     */
    static List<Piece> around(Path chosen) throws IOException {
        List<Piece> alone = List.of(new Piece(chosen, Optional.of(0L)));
        Optional<PieceName> name = PieceName.of(chosen.getFileName().toString());
        if (name.isEmpty() || !Files.isRegularFile(chosen)) {
            return alone;
        }
        Optional<PieceName> first =
                name.get().isFirst() || beginsABackup(chosen)
                        ? name
                        : name.get().first().stream()
                                .filter(each -> isThere(chosen, each))
                                .findFirst();
        if (first.filter(PieceName::isFirst).isEmpty()) {
            return alone;
        }
        List<Piece> pieces = from(chosen, first.get());
        boolean isOneOfThem =
                pieces.stream()
                        .anyMatch(piece -> piece.path().getFileName().equals(chosen.getFileName()));
        return isOneOfThem && goesOn(pieces) ? pieces : alone;
    }

    /** Whether the first piece is not a whole backup by itself. */
    private static boolean goesOn(List<Piece> pieces) throws IOException {
        if (pieces.size() == 1 || pieces.get(1).size().equals(pieces.getFirst().size())) {
            return true;
        }
        try (BackupFile first = BackupFile.open(pieces.getFirst().path())) {
            BackupIndex index = BackupIndexer.index(first, BackupIndexer.Care.USUAL);
            return index.cutOff() || index.entries().isEmpty();
        } catch (FatalException noFile) {
            return false;
        }
    }

    private static List<Piece> from(Path beside, PieceName first) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(piece(beside, first));
        List<Piece> missing = new ArrayList<>();
        PieceName at = first;
        while (pieces.size() < MOST_PIECES && missing.size() < WIDEST_GAP) {
            List<PieceName> next = at.next();
            Optional<PieceName> found =
                    next.stream().filter(each -> isLater(beside, each)).findFirst();
            if (found.isPresent()) {
                pieces.addAll(missing);
                missing.clear();
                pieces.add(piece(beside, found.get()));
            } else if (next.isEmpty() || isThere(beside, next.getFirst())) {
                // A backup of its own.
                break;
            } else {
                missing.add(piece(beside, next.getFirst()));
            }
            at = found.orElse(next.getFirst());
        }
        return pieces;
    }

    private static Piece piece(Path beside, PieceName name) throws IOException {
        Path path = beside.resolveSibling(name.toString());
        return new Piece(
                path, Files.isRegularFile(path) ? Optional.of(Files.size(path)) : Optional.empty());
    }

    private static boolean isThere(Path beside, PieceName name) {
        try {
            return Files.isRegularFile(beside.resolveSibling(name.toString()));
        } catch (InvalidPathException none) {
            return false;
        }
    }

    private static boolean isLater(Path beside, PieceName name) {
        return isThere(beside, name) && !beginsABackup(beside.resolveSibling(name.toString()));
    }

    private static boolean beginsABackup(Path file) {
        byte[] block;
        try (InputStream in = Files.newInputStream(file)) {
            block = in.readNBytes(Tar.BLOCK);
        } catch (IOException unreadable) {
            return false;
        }
        return block.length == Tar.BLOCK
                && TarHeader.isHeader(block, 0)
                && TarHeader.name(block, 0).equals(EntryNames.HEADER);
    }
}
