package org.lifeboat.restore;

/** What a restore leaves of the disks that hold users' files. */
public enum Wanted {
    /** The images as they are. */
    DISKS,
    /** The user's files; an image stays only where they could not all be copied. */
    FILES,
    /** Both. */
    FILES_AND_DISKS;

    /** Whether files are copied out of the images. */
    public boolean files() {
        return this != DISKS;
    }
}
