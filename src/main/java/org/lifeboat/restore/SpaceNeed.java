package org.lifeboat.restore;

/**
 * What a plan will take on a disk.
 *
 * @param bytes that will be allocated, holes left out
 * @param withHoles bytes that will be allocated where a file system has no holes
 * @param largestFile the true size of the largest file, in bytes
 * @param homes what copies of the files in the VMs' disks take at most, beside the disks
 * @param filesOnly the same three where only files are wanted: of disks that are read where they
 *     lie, no image is written
 */
public record SpaceNeed(
        long bytes, long withHoles, long largestFile, long homes, FilesOnly filesOnly) {

    static final SpaceNeed NOTHING = new SpaceNeed(0, 0);

    /** That a copy wants to see free beyond what it needs. */
    private static final long COPY_SLACK = 32L << 20;

    /**
     * At most.
     *
     * @param bytes as for the whole, copies included
     * @param withHoles likewise
     * @param largestFile of those whose size is known before
     */
    public record FilesOnly(long bytes, long withHoles, long largestFile) {

        FilesOnly and(FilesOnly other) {
            return new FilesOnly(
                    bytes + other.bytes,
                    withHoles + other.withHoles,
                    Math.max(largestFile, other.largestFile));
        }
    }

    /** Of disks that have to be written before files are copied out of them. */
    public SpaceNeed(long bytes, long withHoles, long largestFile, long homes) {
        this(
                bytes,
                withHoles,
                largestFile,
                homes,
                new FilesOnly(bytes + homes, withHoles + homes, largestFile));
    }

    /** Of files without holes, and without copies of files in disks. */
    public SpaceNeed(long bytes, long largestFile) {
        this(bytes, bytes, largestFile, 0);
    }

    /** The same, where the files come straight out of the backup. */
    SpaceNeed withoutImage() {
        return new SpaceNeed(bytes, withHoles, largestFile, homes, new FilesOnly(homes, homes, 0));
    }

    SpaceNeed and(SpaceNeed other) {
        return new SpaceNeed(
                bytes + other.bytes,
                withHoles + other.withHoles,
                Math.max(largestFile, other.largestFile),
                homes + other.homes,
                filesOnly.and(other.filesOnly));
    }

    /**
     * What has to be free: where files are copied out of disks that are written, each disk is there
     * beside its files, and stays if they cannot all be copied.
     */
    public SpaceNeed when(Wanted wanted) {
        if (!wanted.files() || homes == 0) {
            return this;
        }
        return switch (wanted) {
            case FILES ->
                    new SpaceNeed(
                            filesOnly.bytes() + COPY_SLACK,
                            filesOnly.withHoles() + COPY_SLACK,
                            filesOnly.largestFile(),
                            0);
            case DISKS, FILES_AND_DISKS -> {
                long copies = homes + COPY_SLACK;
                yield new SpaceNeed(bytes + copies, withHoles + copies, largestFile, 0);
            }
        };
    }
}
