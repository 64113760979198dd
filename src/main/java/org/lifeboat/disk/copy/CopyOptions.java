package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.WalkLimits;

/**
 * How entries are copied out.
 *
 * @param portable names that every system takes, and no symbolic links, which elsewhere lead to
 *     other places or none; else names as they are in the image
 * @param limits how deep and how much
 * @param onlyWhole leaves out files that damage took something of; else they come under names that
 *     say so
 */
public record CopyOptions(boolean portable, WalkLimits limits, boolean onlyWhole) {

    public static final CopyOptions PORTABLE = new CopyOptions(true, WalkLimits.USUAL, false);
    public static final CopyOptions AS_IN_IMAGE = new CopyOptions(false, WalkLimits.USUAL, false);

    /** The same, without files that are not whole. */
    public CopyOptions wholeFiles() {
        return new CopyOptions(portable, limits, true);
    }
}
