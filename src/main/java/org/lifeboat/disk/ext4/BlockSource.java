package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Bytes at positions: an image, or a partition of one. Implementations may be read by several
 * threads at once.
 */
public interface BlockSource {

    /** In bytes: so little that many of them are no burden for the collector. */
    int COPIED_AT_ONCE = 64 * 1024;

    /** In bytes. */
    long size();

    /**
     * Fills the buffer's remaining space.
     *
     * @param position in bytes
     * @throws ProblemException with {@link DiskProblem.ImageShort} if that is not all inside the
     *     source
     * @throws IOException if it cannot be read
     */
    void read(long position, ByteBuffer into) throws IOException;

    /**
     * What is left of the bytes from a position on, as far as it is the same of all of them.
     *
     * @param position in bytes
     * @param length in bytes, above 0, of which the answer has at most as many
     */
    default Stretch stretch(long position, long length) {
        return new Stretch(length, FileState.WHOLE);
    }

    /**
     * Whether all damage to it is known. If not, {@link #stretch} may tell of more after something
     * was read.
     */
    default boolean isSettled() {
        return true;
    }

    /** Whether anything of it is lost or doubtful, as far as it is known by now. */
    default boolean isDamaged() {
        for (long at = 0; at < size(); ) {
            Stretch next = stretch(at, size() - at);
            if (next.state() != FileState.WHOLE) {
                return true;
            }
            at += next.length();
        }
        return false;
    }

    /** Like {@link #read}, but what was lost is zeros. For bytes that will be checked. */
    default void readKnown(long position, ByteBuffer into) throws IOException {
        read(position, into);
    }

    /**
     * Copies bytes to the same file position space of another file.
     *
     * @param position in bytes, of this source
     * @param at in bytes, of the target
     */
    default void copy(long position, long length, FileChannel target, long at) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(length, COPIED_AT_ONCE));
        for (long done = 0; done < length; done += piece.limit()) {
            piece.clear().limit((int) Math.min(length - done, piece.capacity()));
            read(position + done, piece);
            piece.flip();
            while (piece.hasRemaining()) {
                target.write(piece, at + done + piece.position());
            }
        }
    }

    /** Bytes that are best read together where some of them are wanted: a power of two. */
    default int together() {
        return 64 * 1024;
    }

    /**
     * A part, as a source of its own.
     *
     * @throws ProblemException if it is not all inside
     */
    default BlockSource part(long start, long length) throws ProblemException {
        checkInside(start, length, size());
        return new SourcePart(this, start, length);
    }

    /** The check that every implementation needs. */
    static void checkInside(long position, long length, long size) throws ProblemException {
        if (position < 0 || length < 0 || position > size || length > size - position) {
            throw new ProblemException(
                    new DiskProblem.ImageShort(new ByteCount(position), new ByteCount(length)));
        }
    }
}
