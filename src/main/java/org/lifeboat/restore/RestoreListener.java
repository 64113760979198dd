package org.lifeboat.restore;

import org.lifeboat.catalog.Vm;

/**
 * Told of what is coarse enough for an event; everything else is polled from {@link Progress}.
 * Called by any thread.
 */
public interface RestoreListener {

    RestoreListener NONE = new RestoreListener() {};

    default void archiveFinished(Vm vm, ArchiveResult result) {}

    default void vmFinished(VmResult result) {}
}
