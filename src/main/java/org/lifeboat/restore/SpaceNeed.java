package org.lifeboat.restore;

/**
 * What a plan will take on a disk.
 *
 * @param bytes that will be allocated, holes left out
 * @param withHoles bytes that will be allocated where a file system has no holes
 * @param largestFile the true size of the largest file, in bytes
 * @param homes what copies of the files in the VMs' disks take at most, beside the disks
 */
public record SpaceNeed(long bytes, long withHoles, long largestFile, long homes) {

    static final SpaceNeed NOTHING = new SpaceNeed(0, 0);

    /** That a copy wants to see free beyond what it needs. */
    private static final long COPY_SLACK = 32L << 20;

    /** Of files without holes, and without copies of files in disks. */
    public SpaceNeed(long bytes, long largestFile) {
        this(bytes, bytes, largestFile, 0);
    }

    SpaceNeed and(SpaceNeed other) {
        return new SpaceNeed(
                bytes + other.bytes,
                withHoles + other.withHoles,
                Math.max(largestFile, other.largestFile),
                homes + other.homes);
    }

    /**
     * What has to be free: where files are copied out of disks, each disk is there beside its
     * files, and stays if they cannot all be copied.
     */
    public SpaceNeed when(Wanted wanted) {
        if (!wanted.files() || homes == 0) {
            return this;
        }
        long copies = homes + COPY_SLACK;
        return new SpaceNeed(bytes + copies, withHoles + copies, largestFile, 0);
    }
}
