package org.lifeboat.archive;

import org.lifeboat.problem.FatalException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A backup in one file or in several, opened for reading only. Safe for use by several threads. */
public interface FileSource extends Source, Closeable {

    /**
     * @param path the backup, or any piece of one that was split
     * @throws IOException if it cannot be opened
     * @throws FatalException if it has no bytes at positions: to open a pipe may take for ever
     */
    static FileSource open(Path path) throws IOException, FatalException {
        List<SplitFiles.Piece> pieces = SplitFiles.around(path);
        return pieces.size() == 1
                ? BackupFile.open(pieces.getFirst().path())
                : SplitBackup.open(pieces);
    }

    /**
     * How the first piece may be called of which a file is a later one, by its name; nothing if no
     * such piece is called so.
     */
    static Optional<String> firstPiece(String name) {
        return PieceName.of(name)
                .filter(piece -> piece.isLikelyPiece() && !piece.isFirst())
                .map(piece -> piece.usualFirst().toString());
    }
}
