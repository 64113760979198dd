package org.lifeboat.disk.ext4;

/**
 * How far a walk goes, since what a hostile image claims has no end.
 *
 * @param depth folders in each other, the start counting as 0
 * @param entries in all
 */
public record WalkLimits(int depth, long entries) {

    /**
     * Paths of Linux have at most 4,096 bytes, so few go deeper than 512; and a file system of 100
     * GiB made as usual has room for 6.5 million inodes.
     */
    public static final WalkLimits USUAL = new WalkLimits(512, 10_000_000);
}
