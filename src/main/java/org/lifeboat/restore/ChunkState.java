package org.lifeboat.restore;

/** Where a chunk is on its way, for faces to show. */
public enum ChunkState {
    WAITING,
    READING,
    AUTHENTICATING,
    /** Authentic, and waiting to be decoded. */
    AUTHENTIC,
    DECODING,
    DECODED,
    FAILED,
    MISSING,
    /** Given up: never read, or never decoded since its archive is damaged. */
    LEFT;

    public boolean isInWork() {
        return this == READING || this == AUTHENTICATING || this == DECODING;
    }
}
