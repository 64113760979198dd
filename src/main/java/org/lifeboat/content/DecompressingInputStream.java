package org.lifeboat.content;

import org.lifeboat.deflate.Checkpoint;
import org.lifeboat.deflate.DeflateException;
import org.lifeboat.deflate.Fault;
import org.lifeboat.deflate.Following;
import org.lifeboat.deflate.GzipInputStream;
import org.lifeboat.deflate.ZlibInputStream;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.tukaani.xz.MemoryLimitException;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Decompresses a stream to its end. Whatever is wrong with it is a {@link ProblemException}, and so
 * is anything that follows the end. The stream below is read ahead, so that decrypting it takes no
 * time of the decompressor's.
 */
public final class DecompressingInputStream extends BulkInputStream {

    private static final int BUFFER = 64 * 1024;

    private final Compression compression;
    private final InputStream compressed;
    private final Opening opening;
    private InputStream decompressor;
    private boolean ended;

    /** Begins to decompress. */
    @FunctionalInterface
    private interface Opening {
        InputStream open(InputStream compressed) throws IOException;
    }

    public DecompressingInputStream(Compression compression, InputStream compressed) {
        this(compression, compressed, compression::open);
    }

    private DecompressingInputStream(
            Compression compression, InputStream compressed, Opening opening) {
        this.compression = compression;
        this.compressed = new BufferedInputStream(new ReadAheadInputStream(compressed), BUFFER);
        this.opening = opening;
    }

    /**
     * The same, telling where gzip's stream can be entered.
     *
     * @param spacing bytes of output from one such place to the next, about; {@link Long#MAX_VALUE}
     *     for none
     */
    public DecompressingInputStream(
            Compression compression,
            InputStream compressed,
            long spacing,
            Consumer<Checkpoint> checkpoints) {
        this(compression, compressed, from -> told(compression.open(from), spacing, checkpoints));
    }

    /**
     * Goes on with a gzip stream.
     *
     * @param compressed from {@link Checkpoint#bytePosition} on
     */
    public static DecompressingInputStream from(
            Checkpoint checkpoint,
            InputStream compressed,
            long spacing,
            Consumer<Checkpoint> checkpoints) {
        return new DecompressingInputStream(
                Compression.GZIP,
                compressed,
                rest -> told(GzipInputStream.from(checkpoint, rest), spacing, checkpoints));
    }

    /**
     * Decompresses bzip2's stream, telling where it can be entered.
     *
     * @param from where to begin; nothing for its beginning
     * @param compressed from {@link Bzip2BlockInputStream.Entrance#bytePosition} on
     * @param spacing bytes of output from one such place to the next, or a block's if that is more
     */
    public static DecompressingInputStream bzip2(
            Optional<Bzip2BlockInputStream.Entrance> from,
            InputStream compressed,
            long spacing,
            Consumer<Bzip2BlockInputStream.Entrance> entrances) {
        Consumer<Bzip2BlockInputStream.Entrance> spaced =
                new Consumer<>() {
                    private long last = from.map(Bzip2BlockInputStream.Entrance::output).orElse(0L);

                    @Override
                    public void accept(Bzip2BlockInputStream.Entrance entrance) {
                        if (entrance.output() - last >= spacing) {
                            last = entrance.output();
                            entrances.accept(entrance);
                        }
                    }
                };
        int[] memory = Bzip2BlockInputStream.newMemory();
        return new DecompressingInputStream(
                Compression.BZIP2,
                compressed,
                rest ->
                        from.isPresent()
                                ? Bzip2BlockInputStream.from(from.get(), rest, memory, spaced)
                                : new Bzip2BlockInputStream(rest, memory, spaced));
    }

    private static InputStream told(
            InputStream opened, long spacing, Consumer<Checkpoint> checkpoints) {
        if (opened instanceof GzipInputStream gzip && spacing < Long.MAX_VALUE) {
            gzip.takeCheckpoints(spacing, checkpoints);
        }
        return opened;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        try {
            if (decompressor == null) {
                decompressor = opening.open(compressed);
            }
            int count = decompressor.read(into, offset, length);
            if (count < 0) {
                ended = true;
                if (compressed.read() >= 0 || hasLeftSomething()) {
                    throw new ProblemException(new StreamProblem.GoesOn());
                }
            }
            return count;
        } catch (IOException | RuntimeException failed) {
            throw problem(failed, compression);
        }
    }

    /**
     * What people are told of whatever a decompressor threw.
     *
     * @throws CancellationException if that is what it threw
     */
    public static ProblemException problem(Exception failed, Compression compression) {
        return switch (failed) {
            case ProblemException known -> known;
            case CancellationException wished -> throw wished;
            case MemoryLimitException hungry ->
                    new ProblemException(
                            new StreamProblem.CompressionTooHungry(
                                    new ByteCount((long) hungry.getMemoryNeeded() * 1024)));
            case DeflateException fault -> problem(fault, compression);
            case EOFException early -> new ProblemException(new StreamProblem.EndsEarly());
            default ->
                    new ProblemException(
                            new StreamProblem.CompressionDamaged(compression.program()));
        };
    }

    /** What people are told of a fault in what a program of that compression wrote. */
    public static ProblemException problem(DeflateException fault, Compression compression) {
        return new ProblemException(
                fault.fault() == Fault.TRUNCATED
                        ? new StreamProblem.EndsEarly()
                        : new StreamProblem.CompressionDamaged(compression.program()));
    }

    /** Looks at what was read ahead. Zeros after a gzip stream are ignored, as gzip itself does. */
    private boolean hasLeftSomething() throws IOException {
        return switch (decompressor) {
            case GzipInputStream gzip -> gzip.following() == Following.GARBAGE;
            case ZlibInputStream zlib -> zlib.isFollowed();
            default -> false;
        };
    }

    @Override
    public void close() throws IOException {
        if (decompressor != null) {
            decompressor.close();
        }
        compressed.close();
    }
}
