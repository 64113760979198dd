package org.lifeboat.restore.inside;

import org.lifeboat.format.Authentication;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The chunks of one archive as they lie in the backup. Safe for use by several threads. */
public interface ChunkAccess {

    int count();

    /** For people: as the outer file calls it. */
    String name(int chunk);

    /** Bytes that a chunk has in the backup. */
    long storedBytes(int chunk);

    /** Bytes that a chunk gives when it is decoded. */
    long decodedBytes(int chunk);

    /**
     * Bytes that all chunks before this one have, decoded; of those that are missing, as many as
     * they should have.
     */
    long position(int chunk);

    /** If chunks are missing between this one and the one before: which. */
    Optional<Problem> missingBefore(int chunk);

    /** Whether nothing says that it may belong elsewhere. */
    boolean isPlaced(int chunk);

    /** What is to be told about chunks that are authentic all the same. */
    List<Problem> notes();

    /**
     * Reads a whole chunk and authenticates it, after a second look if it must be.
     *
     * @param pieces memory for it, filled with its bytes
     * @return what decodes it
     * @throws ProblemException if it is not authentic, not there, or in a place where nobody can
     *     tell which chunk it is
     * @throws CancellationException if the watch threw it
     */
    Authentication.Decoder load(int chunk, List<byte[]> pieces, Watch watch)
            throws ProblemException;

    /**
     * Reads some of a chunk's bytes. Nothing vouches for them.
     *
     * @param position in the chunk, in bytes
     */
    void read(int chunk, long position, ByteBuffer into) throws IOException;
}
