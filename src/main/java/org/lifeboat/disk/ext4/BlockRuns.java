package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.util.Optional;

/** A file's blocks in their order, found while they are asked for. What is not there is a hole. */
interface BlockRuns {

    /**
     * @return nothing after the last one
     * @throws ProblemException if the map makes no sense or leads out of the file system
     */
    Optional<BlockRun> next() throws IOException;

    /** The integrity of the map, as far as it was read. */
    Integrity integrity();

    /** What a restore left of the blocks that were read so far. */
    default FileState state() {
        return FileState.WHOLE;
    }
}
