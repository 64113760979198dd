package org.lifeboat.restore;

/**
 * What a plan will take on a disk.
 *
 * @param bytes that will be allocated, holes left out
 * @param largestFile the true size of the largest file, in bytes
 */
public record SpaceNeed(long bytes, long largestFile) {

    static final SpaceNeed NOTHING = new SpaceNeed(0, 0);

    SpaceNeed and(SpaceNeed other) {
        return new SpaceNeed(bytes + other.bytes, Math.max(largestFile, other.largestFile));
    }
}
