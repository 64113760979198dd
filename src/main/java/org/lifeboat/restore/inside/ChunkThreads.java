package org.lifeboat.restore.inside;

import java.util.concurrent.Executor;

/**
 * What all disks of a backup share to have their chunks loaded.
 *
 * @param loaders threads that read and authenticate
 */
public record ChunkThreads(Executor loaders, ResidentChunks residents) {}
