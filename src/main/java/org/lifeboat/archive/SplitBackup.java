package org.lifeboat.archive;

import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.IndexProblem;
import org.lifeboat.problem.Problem;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pieces of a backup, one behind the other. All but the last have one size, so a piece that is
 * missing or too short is a place that cannot be read, and what is behind it keeps its place.
 */
final class SplitBackup implements FileSource {

    private final List<BackupFile> files;

    /** By the position of their first bytes. */
    private final TreeMap<Long, BackupFile> places;

    private final String name;
    private final String lastName;
    private final long size;
    private final List<Problem> problems;

    private SplitBackup(
            List<BackupFile> files,
            TreeMap<Long, BackupFile> places,
            String name,
            String lastName,
            long size,
            List<Problem> problems) {
        this.files = files;
        this.places = places;
        this.name = name;
        this.lastName = lastName;
        this.size = size;
        this.problems = List.copyOf(problems);
    }

    /**
     * @param pieces two or more, in order; the first and the last are there
     * @throws IOException if one cannot be opened; none is open then
     */
    static SplitBackup open(List<SplitFiles.Piece> pieces) throws IOException, FatalException {
        List<BackupFile> files = new ArrayList<>();
        try {
            return open(pieces, files);
        } catch (IOException | FatalException failed) {
            closeAll(files);
            throw failed;
        }
    }

    private static SplitBackup open(List<SplitFiles.Piece> pieces, List<BackupFile> files)
            throws IOException, FatalException {
        List<Problem> problems = new ArrayList<>();
        TreeMap<Long, BackupFile> places = new TreeMap<>();
        Optional<Long> usual = usualSize(pieces.subList(0, pieces.size() - 1));
        long at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            SplitFiles.Piece piece = pieces.get(i);
            String pieceName = piece.path().getFileName().toString();
            boolean isLast = i == pieces.size() - 1;
            long held = 0;
            if (piece.isMissing()) {
                problems.add(new IndexProblem.PieceMissing(pieceName));
            } else {
                BackupFile file = BackupFile.open(piece.path());
                files.add(file);
                places.put(at, file);
                held = file.size();
            }
            long should = isLast ? held : usual.orElse(held);
            if (held < should && !piece.isMissing()) {
                problems.add(new IndexProblem.PieceShort(pieceName));
            }
            at += Math.max(held, should);
        }
        return new SplitBackup(
                files,
                places,
                pieces.getFirst().path().getFileName().toString(),
                pieces.getLast().path().getFileName().toString(),
                at,
                problems);
    }

    /** The size that most pieces have, where none is larger; they may have been cut at will. */
    private static Optional<Long> usualSize(List<SplitFiles.Piece> pieces) {
        List<Long> sizes = pieces.stream().flatMap(piece -> piece.size().stream()).toList();
        long largest = sizes.stream().mapToLong(Long::longValue).max().orElse(0);
        long shorter = sizes.stream().filter(each -> each < largest).count();
        return 2 * shorter <= sizes.size() ? Optional.of(largest) : Optional.empty();
    }

    /** The first piece's. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public Optional<String> lastPiece() {
        return Optional.of(lastName);
    }

    /** One of the ways to read from a piece. */
    @FunctionalInterface
    private interface Reader {
        void read(BackupFile piece, long position, ByteBuffer into) throws IOException;
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        read(position, into, BackupFile::read);
    }

    @Override
    public void readAgain(long position, ByteBuffer into) throws IOException {
        read(position, into, BackupFile::readAgain);
    }

    private void read(long position, ByteBuffer into, Reader reader) throws IOException {
        long at = position;
        int end = into.limit();
        while (into.position() < end) {
            Map.Entry<Long, BackupFile> piece = places.floorEntry(at);
            long inPiece = at - piece.getKey();
            long held = piece.getValue().size() - inPiece;
            if (held <= 0) {
                throw at >= size
                        ? new EOFException("the last piece ends before")
                        : new IOException("a piece is missing or too short");
            }
            int count = (int) Math.min(held, end - into.position());
            // A buffer of its own, since what reads again begins anew if the first way fails.
            reader.read(piece.getValue(), inPiece, into.slice(into.position(), count));
            into.position(into.position() + count);
            at += count;
        }
    }

    private static void closeAll(List<BackupFile> files) throws IOException {
        IOException failed = null;
        for (BackupFile file : files) {
            try {
                file.close();
            } catch (IOException one) {
                failed = one;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        closeAll(files);
    }
}
