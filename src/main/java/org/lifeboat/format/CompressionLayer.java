package org.lifeboat.format;

import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Formats 3 and 4: the tar of an archive went through the compressor that the header names, as a
 * whole.
 */
final class CompressionLayer {

    /** Bytes: a compressor's header, or a tar's first block. */
    private static final int CODING_START = 512;

    private final BackupHeader header;
    private final Optional<Compression> named;

    CompressionLayer(BackupHeader header) {
        this.header = header;
        this.named = header.compressionFilter().flatMap(Compression::ofFilter);
    }

    /** Whether the header says that there is one, but no name of one that is known. */
    boolean isUnknown() {
        return header.compressed() && named.isEmpty();
    }

    /** Whether the header promises a stream that can be entered anywhere. */
    boolean mayBeEntered() {
        return !header.compressed() || named.equals(Optional.of(Compression.GZIP));
    }

    /** The tar: decompressed, if the header says that it is compressed. */
    InputStream open(InputStream stream) throws IOException {
        if (!header.compressed()) {
            return stream;
        }
        StartedInputStream started = StartedInputStream.of(stream, Compression.MAGIC_LENGTH);
        return new DecompressingInputStream(actual(started.start()), started);
    }

    /** Takes up the joined chunks of an archive, decrypting them if they are encrypted. */
    interface Resumption {
        /** Bytes of the joined chunks before the decrypted stream's first. */
        default int headerBytes() {
            return 0;
        }

        /** Whether the cipher allows it. */
        default boolean isPossible() {
            return true;
        }

        ArchiveCoding.Resumed resume(long position, boolean hasEnd, InputStream joined)
                throws IOException;
    }

    /**
     * @param plain the decrypted stream from its beginning
     */
    ArchiveCoding coding(InputStream plain, Resumption resumption) throws IOException {
        byte[] start = plain.readNBytes(CODING_START);
        Optional<Compression> actual =
                header.compressed() ? Optional.of(actual(start)) : Optional.empty();
        return new ArchiveCoding() {
            @Override
            public Optional<Compression> compression() {
                return actual;
            }

            @Override
            public byte[] start() {
                return start.clone();
            }

            @Override
            public int headerBytes() {
                return resumption.headerBytes();
            }

            @Override
            public boolean canResume() {
                return resumption.isPossible();
            }

            @Override
            public Resumed from(long position, boolean hasEnd, BackupFormat.ChunkStreams chunks)
                    throws IOException {
                return resumption.resume(position, hasEnd, new JoinedInputStream(chunks));
            }
        };
    }

    private Compression actual(byte[] start) throws ProblemException {
        return named.filter(compression -> compression.matches(start))
                .or(() -> Compression.of(start))
                .orElseThrow(this::unknown);
    }

    /** That nothing is known that could decompress it; where something is, that it is damaged. */
    ProblemException unknown() {
        return new ProblemException(
                named.<StreamProblem>map(
                                known -> new StreamProblem.CompressionDamaged(known.program()))
                        .orElseGet(
                                () ->
                                        new StreamProblem.CompressionUnknown(
                                                header.compressionFilter().orElse(""))));
    }

    /** Whether what is to be opened may begin with these bytes; for compressed archives. */
    boolean mayStartWith(byte[] start) {
        return named.map(compression -> compression.matches(start))
                .orElseGet(() -> Compression.of(start).isPresent());
    }
}
