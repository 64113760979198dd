package org.lifeboat.format;

import org.lifeboat.content.Bzip2BlockInputStream;
import org.lifeboat.content.Compression;
import org.lifeboat.content.DecompressingInputStream;
import org.lifeboat.deflate.Checkpoint;
import org.lifeboat.header.BackupHeader;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

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
        return !header.compressed()
                || named.filter(known -> known == Compression.GZIP || known == Compression.BZIP2)
                        .isPresent();
    }

    /** Is told where the tar can be entered, as far as this layer knows. */
    interface Points {
        /** Bytes of the tar from one to the next, about. */
        long spacing();

        /**
         * @param stream of the first byte that is needed, in the decrypted stream
         * @param gzip nothing if the tar is not compressed so
         * @param bzip2 likewise
         */
        void found(
                long tarPosition,
                long stream,
                Optional<Checkpoint> gzip,
                Optional<Bzip2BlockInputStream.Entrance> bzip2);

        /** Where the joined chunks are the decrypted stream. */
        static Points direct(Entrances entrances) {
            return of(entrances, 0, stream -> stream, new byte[0], "");
        }

        /**
         * @param headerBytes of the joined chunks before the decrypted stream's first byte
         * @param needed where ciphertext begins that is needed to decrypt from a place on
         */
        static Points of(
                Entrances entrances,
                int headerBytes,
                LongUnaryOperator needed,
                byte[] start,
                String derivation) {
            return new Points() {
                @Override
                public long spacing() {
                    return entrances.spacing();
                }

                @Override
                public void found(
                        long tarPosition,
                        long stream,
                        Optional<Checkpoint> gzip,
                        Optional<Bzip2BlockInputStream.Entrance> bzip2) {
                    entrances.found(
                            new Entrance(
                                    tarPosition,
                                    OptionalInt.empty(),
                                    headerBytes + needed.applyAsLong(stream),
                                    stream,
                                    start,
                                    derivation,
                                    gzip,
                                    bzip2,
                                    Optional.empty()));
                }
            };
        }
    }

    /** The tar: decompressed, if the header says that it is compressed. */
    InputStream open(InputStream stream, Points points) throws IOException {
        if (!header.compressed()) {
            return marked(stream, 0, points);
        }
        StartedInputStream started = StartedInputStream.of(stream, Compression.MAGIC_LENGTH);
        Compression actual = actual(started.start());
        return actual == Compression.BZIP2 && points.spacing() < Long.MAX_VALUE
                ? bzip2(Optional.empty(), started, points)
                : new DecompressingInputStream(actual, started, points.spacing(), told(points));
    }

    /**
     * The same from an entrance on.
     *
     * @param stream decrypted, from {@link Entrance#stream} on
     */
    InputStream openFrom(Entrance entrance, InputStream stream, Points points) {
        if (entrance.bzip2().isPresent()) {
            return bzip2(entrance.bzip2(), stream, points);
        }
        return entrance.gzip().isPresent()
                ? DecompressingInputStream.from(
                        entrance.gzip().get(), stream, points.spacing(), told(points))
                : marked(stream, entrance.tarPosition(), points);
    }

    private static InputStream bzip2(
            Optional<Bzip2BlockInputStream.Entrance> from, InputStream stream, Points points) {
        return DecompressingInputStream.bzip2(
                from,
                stream,
                points.spacing(),
                block ->
                        points.found(
                                block.output(),
                                block.bytePosition(),
                                Optional.empty(),
                                Optional.of(block)));
    }

    private static InputStream marked(InputStream stream, long position, Points points) {
        return points.spacing() == Long.MAX_VALUE
                ? stream
                : new MarkedInputStream(
                        stream,
                        position,
                        points.spacing(),
                        at -> points.found(at, at, Optional.empty(), Optional.empty()));
    }

    private static Consumer<Checkpoint> told(Points points) {
        return checkpoint ->
                points.found(
                        checkpoint.outputPosition(),
                        checkpoint.bytePosition(),
                        Optional.of(checkpoint),
                        Optional.empty());
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
