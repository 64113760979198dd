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
 * @param byPlace whether files are written in the order in which they lie in the image, for one
 *     that is slow to be read anywhere else
 */
public record CopyOptions(boolean portable, WalkLimits limits, boolean onlyWhole, boolean byPlace) {

    public static final CopyOptions PORTABLE =
            new CopyOptions(true, WalkLimits.USUAL, false, false);
    public static final CopyOptions AS_IN_IMAGE =
            new CopyOptions(false, WalkLimits.USUAL, false, false);

    /** The same, without files that are not whole. */
    public CopyOptions wholeFiles() {
        return new CopyOptions(portable, limits, true, byPlace);
    }

    /** The same, with files in the order of their places. */
    public CopyOptions orderedByPlace() {
        return new CopyOptions(portable, limits, onlyWhole, true);
    }
}
