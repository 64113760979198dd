package org.lifeboat.content;

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
import java.util.concurrent.CancellationException;

/**
 * Decompresses a stream to its end. Whatever is wrong with it is a {@link ProblemException}, and so
 * is anything that follows the end. The stream below is read ahead, so that decrypting it takes no
 * time of the decompressor's.
 */
public final class DecompressingInputStream extends BulkInputStream {

    private static final int BUFFER = 64 * 1024;

    private final Compression compression;
    private final InputStream compressed;
    private InputStream decompressor;
    private boolean ended;

    public DecompressingInputStream(Compression compression, InputStream compressed) {
        this.compression = compression;
        this.compressed = new BufferedInputStream(new ReadAheadInputStream(compressed), BUFFER);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        try {
            if (decompressor == null) {
                decompressor = compression.open(compressed);
            }
            int count = decompressor.read(into, offset, length);
            if (count < 0) {
                ended = true;
                if (compressed.read() >= 0 || hasLeftSomething()) {
                    throw new ProblemException(new StreamProblem.GoesOn());
                }
            }
            return count;
        } catch (ProblemException | CancellationException known) {
            throw known;
        } catch (MemoryLimitException hungry) {
            throw new ProblemException(
                    new StreamProblem.CompressionTooHungry(
                            new ByteCount((long) hungry.getMemoryNeeded() * 1024)));
        } catch (DeflateException fault) {
            throw problem(fault, compression);
        } catch (EOFException early) {
            throw new ProblemException(new StreamProblem.EndsEarly());
        } catch (IOException | RuntimeException damage) {
            throw new ProblemException(new StreamProblem.CompressionDamaged(compression.program()));
        }
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
