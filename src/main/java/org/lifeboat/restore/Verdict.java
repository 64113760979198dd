package org.lifeboat.restore;

/** On a whole run, a VM, or an archive. */
public enum Verdict {
    /** Verified to the last byte, and in place if it was to be restored. */
    OK,
    /** Something of it failed, is missing or could not be written. */
    DAMAGED,
    /** Nothing of it is in the backup. */
    MISSING,
    /** Not asked for. */
    SKIPPED,
    CANCELLED;

    /** The verdict on a whole of which this and the other are parts. */
    Verdict and(Verdict other) {
        if (this == CANCELLED || other == CANCELLED) {
            return CANCELLED;
        }
        return this == OK && other == OK ? OK : DAMAGED;
    }
}
