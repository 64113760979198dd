package org.lifeboat.restore;

/** On one chunk. */
public enum ChunkVerdict {
    /** Read, and its HMAC matches. */
    VERIFIED,
    /** Read, or tried to be, and not authentic. */
    FAILED,
    /** Not in the backup. */
    MISSING,
    /** In the backup, but nobody looked at it. */
    UNREAD
}
