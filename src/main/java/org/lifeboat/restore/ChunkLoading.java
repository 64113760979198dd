package org.lifeboat.restore;

import org.lifeboat.format.PartPlaces;
import org.lifeboat.watch.Cancellation;

import java.util.concurrent.Executor;

/**
 * What all archives of a run share to have their chunks loaded.
 *
 * @param places whether authentic chunks can be where they are
 * @param threads that read and authenticate
 * @param ahead chunks of one archive that may be loaded before they are asked for
 */
record ChunkLoading(
        ChunkLoader loader,
        PartPlaces places,
        ChunkMemory memory,
        Executor threads,
        int ahead,
        Progress progress,
        Cancellation cancellation) {

    /** The same, counted elsewhere. */
    ChunkLoading with(Progress other) {
        return new ChunkLoading(loader, places, memory, threads, ahead, other, cancellation);
    }
}
