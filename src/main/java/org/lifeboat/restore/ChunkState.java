package org.lifeboat.restore;

/** How far a chunk has come, for the wizard to show. */
public enum ChunkState {
    WAITING,
    READING,
    /** The key that it is authenticated with is made, where that takes long. */
    DERIVING,
    AUTHENTICATING,
    /** Authentic, and waiting to be decoded. */
    AUTHENTIC,
    DECODING,
    DECODED,
    FAILED,
    /** Given up: never read, or never decoded since its archive is damaged. */
    LEFT;

    public boolean isInWork() {
        return switch (this) {
            case READING, DERIVING, AUTHENTICATING, DECODING -> true;
            case WAITING, AUTHENTIC, DECODED, FAILED, LEFT -> false;
        };
    }
}
