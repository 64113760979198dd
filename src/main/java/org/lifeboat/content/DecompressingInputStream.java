package org.lifeboat.content;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.tukaani.xz.MemoryLimitException;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A decompressor whose every complaint is a {@link ProblemException}, and which ends only where its
 * input does.
 */
public final class DecompressingInputStream extends InputStream {

    private static final int BUFFER = 64 * 1024;

    private final Compression compression;
    private final InputStream compressed;
    private InputStream decompressor;
    private boolean ended;

    public DecompressingInputStream(Compression compression, InputStream compressed) {
        this.compression = compression;
        this.compressed = new BufferedInputStream(compressed, BUFFER);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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
                if (compressed.read() >= 0) {
                    throw new ProblemException(new StreamProblem.GoesOn());
                }
            }
            return count;
        } catch (ProblemException problem) {
            throw problem;
        } catch (MemoryLimitException hungry) {
            throw new ProblemException(
                    new StreamProblem.CompressionTooHungry(
                            new ByteCount((long) hungry.getMemoryNeeded() * 1024)));
        } catch (EOFException early) {
            throw new ProblemException(new StreamProblem.EndsEarly());
        } catch (IOException | RuntimeException damage) {
            throw new ProblemException(new StreamProblem.CompressionDamaged(compression.program()));
        }
    }

    @Override
    public void close() throws IOException {
        if (decompressor != null) {
            decompressor.close();
        }
        compressed.close();
    }
}
