package org.lifeboat.disk.copy;

import org.lifeboat.disk.ext4.WalkLimits;

/**
 * How entries are copied out.
 *
 * @param portable names that every system takes, and no symbolic links, which elsewhere lead to
 *     other places or none; else names as they are in the image
 * @param limits how deep and how much
 */
public record CopyOptions(boolean portable, WalkLimits limits) {

    public static final CopyOptions PORTABLE = new CopyOptions(true, WalkLimits.USUAL);
    public static final CopyOptions AS_IN_IMAGE = new CopyOptions(false, WalkLimits.USUAL);
}
