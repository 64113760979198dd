package org.lifeboat.format;

import org.lifeboat.archive.ArchivePath;
import org.lifeboat.archive.Archives;
import org.lifeboat.archive.Chunk;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.archive.ChunkSequence;
import org.lifeboat.crypto.OpensslEnc;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarException;
import org.lifeboat.tar.TarHeader;

import java.util.List;
import java.util.Optional;

/**
 * Format 3 without compression: an archive's first part in the place of another's later part, where
 * no checksum would notice. Looks at authentic bytes alone.
 */
final class MisplacedParts implements PartPlaces {

    /** Bytes of a part that tell: a tar header, and a long name behind it. */
    private static final int START = 2 * Tar.BLOCK;

    private final List<ArchivePath> archives;
    private final boolean isEncrypted;

    MisplacedParts(Archives archives, boolean isEncrypted) {
        this.archives = archives.sequences().stream().map(ChunkSequence::path).toList();
        this.isEncrypted = isEncrypted;
    }

    @Override
    public Optional<Problem> problem(ArchivePath archive, Chunk chunk, ChunkBytes authentic) {
        if (chunk.number() == 0) {
            return Optional.empty();
        }
        byte[] start = authentic.copy(0, (int) Math.min(START, authentic.size()));
        boolean isFirst =
                isEncrypted ? OpensslEnc.hasMagic(start) : isFirstOfAnother(archive, start);
        return isFirst
                ? Optional.of(new ChunkProblem.FirstOfAnother(chunk.entry().name()))
                : Optional.empty();
    }

    /** A disk may hold tars, so that a header alone says nothing: it has to name an archive. */
    private boolean isFirstOfAnother(ArchivePath archive, byte[] start) {
        if (start.length < START || !TarHeader.isHeader(start, 0)) {
            return false;
        }
        return memberName(start)
                .filter(
                        name ->
                                archives.stream()
                                        .filter(other -> !other.equals(archive))
                                        .map(ArchivePath::toString)
                                        .anyMatch(
                                                path ->
                                                        name.equals(path)
                                                                || name.startsWith(path + "/")))
                .isPresent();
    }

    private static Optional<String> memberName(byte[] start) {
        try {
            TarHeader header = TarHeader.parse(start, 0);
            return Optional.of(
                    header.type() == Tar.GNU_LONG_NAME
                            ? Tar.textToNul(start, Tar.BLOCK, Tar.BLOCK)
                            : header.name());
        } catch (TarException noHeader) {
            return Optional.empty();
        }
    }
}
