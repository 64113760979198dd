package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.tar.Tar;

import java.io.IOException;
import java.io.InputStream;

/** A tar read block by block; if it ends early, that is a {@link ProblemException}. */
final class TarInput {

    private final InputStream stream;
    private final byte[] block = new byte[Tar.BLOCK];
    private long position;

    TarInput(InputStream stream) {
        this.stream = stream;
    }

    /** From the middle of a tar on. */
    TarInput(InputStream stream, long position) {
        this(stream);
        this.position = position;
    }

    /** Bytes that were read. */
    long position() {
        return position;
    }

    /** The next block; the array is used again by the next call. */
    byte[] block() throws IOException {
        readFully(block, Tar.BLOCK);
        return block;
    }

    /** Reads at least one byte, {@code length} at most. */
    int readSome(byte[] into, int length) throws IOException {
        int count = stream.read(into, 0, length);
        if (count <= 0) {
            throw new ProblemException(new StreamProblem.EndsEarly());
        }
        position += count;
        return count;
    }

    /** As many bytes as there are at once; -1 at the end. */
    int readOrEnd(byte[] into) throws IOException {
        return stream.read(into, 0, into.length);
    }

    void skip(long length) throws IOException {
        for (long left = length; left > 0; ) {
            left -= readSome(block, (int) Math.min(left, block.length));
        }
    }

    /** The content of a long name, up to its NUL. */
    String text(long size) throws IOException {
        byte[] bytes = extension(size);
        return Tar.textToNul(bytes, 0, bytes.length);
    }

    byte[] extension(long size) throws IOException {
        if (size > Tar.MAX_EXTENSION) {
            throw new ProblemException(new StreamProblem.TarDamaged());
        }
        byte[] bytes = new byte[(int) size];
        readFully(bytes, bytes.length);
        skip(Tar.padding(size));
        return bytes;
    }

    private void readFully(byte[] into, int length) throws IOException {
        int count = stream.readNBytes(into, 0, length);
        position += count;
        if (count < length) {
            throw new ProblemException(new StreamProblem.EndsEarly());
        }
    }
}
