package org.lifeboat.disk.ext4;

/** What became of a file system's journal. */
public enum JournalState {
    /** There is none. */
    ABSENT,
    /** There is nothing in it that is not in place already. */
    CLEAN,
    /** The VM was not shut down; what the journal had was applied, in memory. */
    APPLIED,
    /** The same, but it is broken: the newest changes may be missing. */
    DAMAGED;

    /** Whether files may be missing or stale for it. Else it is worth a note at most. */
    public boolean isDamage() {
        return this == DAMAGED;
    }
}
