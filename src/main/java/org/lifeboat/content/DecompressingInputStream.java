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
    private final long spacing;
    private final Consumer<Checkpoint> checkpoints;
    private Optional<Checkpoint> from = Optional.empty();
    private InputStream decompressor;
    private boolean ended;

    public DecompressingInputStream(Compression compression, InputStream compressed) {
        this(compression, compressed, Long.MAX_VALUE, checkpoint -> {});
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
        this.compression = compression;
        this.compressed = new BufferedInputStream(new ReadAheadInputStream(compressed), BUFFER);
        this.spacing = spacing;
        this.checkpoints = checkpoints;
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
        DecompressingInputStream stream =
                new DecompressingInputStream(Compression.GZIP, compressed, spacing, checkpoints);
        stream.from = Optional.of(checkpoint);
        return stream;
    }

    private InputStream open() throws IOException {
        InputStream opened =
                from.isPresent()
                        ? GzipInputStream.from(from.get(), compressed)
                        : compression.open(compressed);
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
                decompressor = open();
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
