package org.lifeboat.restore;

/** What a run does, and what its report is about. */
public enum Mode {
    /** The verified header and the list of VMs. */
    LIST,
    /** Everything that a restore does except writing. */
    VERIFY,
    RESTORE
}
