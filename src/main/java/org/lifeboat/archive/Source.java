package org.lifeboat.archive;

import org.lifeboat.problem.Problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Bytes at positions: a backup on a disk. Implementations may be read by several threads at once.
 */
public interface Source {

    /** For people: the file's name without its folder. */
    String name();

    /** What is wrong with it as files: a piece of a split backup that is not there. */
    default List<Problem> problems() {
        return List.of();
    }

    /** The name of the last piece of a split backup; nothing if it is not split. */
    default Optional<String> lastPiece() {
        return Optional.empty();
    }

    /** In bytes. */
    long size();

    /**
     * Fills the buffer's remaining space.
     *
     * @param position in bytes from the start
     * @throws IOException if the bytes cannot be read or the file ends before
     */
    void read(long position, ByteBuffer into) throws IOException;

    /** The same, from the medium itself as far as the system allows, not from a cache. */
    void readAgain(long position, ByteBuffer into) throws IOException;
}
