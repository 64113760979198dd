package org.lifeboat.restore;

import java.time.Duration;

/**
 * How often a restore makes what it did of an archive durable: whichever comes first. One
 * checkpoint may be on its way to the disk while the next is taken, so twice as many bytes may have
 * to be restored again.
 *
 * @param bytes of the archive's tar
 */
record CheckpointPace(long bytes, Duration time) {

    /** With all that is in buffers, less than 64 MiB are restored again. */
    static final CheckpointPace USUAL = new CheckpointPace(24L << 20, Duration.ofSeconds(10));

    /** Places at which a tar can be entered are this much closer. */
    private static final int ENTRANCES = 16;

    /** Bytes from one entrance to the next. */
    long spacing() {
        return Math.max(1, bytes / ENTRANCES);
    }
}
