package org.lifeboat.restore;

import java.time.Duration;

/**
 * How often a restore makes what it did of an archive durable: whichever comes first. While one
 * checkpoint is on its way to the disk nobody waits for it, until so much was written behind the
 * one before that it has to be done.
 *
 * @param bytes of the archive's tar
 */
record CheckpointPace(long bytes, Duration time) {

    /** With all that is in buffers, less than 64 MiB are restored again. */
    static final CheckpointPace USUAL = new CheckpointPace(32L << 20, Duration.ofSeconds(10));

    /** Places at which a tar can be entered are this much closer. */
    private static final int ENTRANCES = 16;

    /** Bytes from one entrance to the next. */
    long spacing() {
        return Math.max(1, bytes / ENTRANCES);
    }

    /** Bytes of the tar that may be restored again at most, but for what is in buffers. */
    long most() {
        return bytes + bytes * 3 / 4;
    }
}
