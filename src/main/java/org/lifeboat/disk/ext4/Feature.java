package org.lifeboat.disk.ext4;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

/**
 * Feature flags of the superblock (Linux, {@code fs/ext4/ext4.h}). Of the incompatible ones, those
 * that change nothing for a reader are known too.
 */
final class Feature {

    static final int COMPAT_HAS_JOURNAL = 0x4;
    static final int COMPAT_SPARSE_SUPER2 = 0x200;

    static final int INCOMPAT_FILETYPE = 0x2;
    static final int INCOMPAT_RECOVER = 0x4;
    static final int INCOMPAT_META_BG = 0x10;
    static final int INCOMPAT_64BIT = 0x80;
    static final int INCOMPAT_EA_INODE = 0x400;
    static final int INCOMPAT_CSUM_SEED = 0x2000;
    static final int INCOMPAT_LARGE_DIR = 0x4000;

    static final int RO_SPARSE_SUPER = 0x1;
    static final int RO_HUGE_FILE = 0x8;
    static final int RO_GDT_CSUM = 0x10;
    static final int RO_BIGALLOC = 0x200;
    static final int RO_METADATA_CSUM = 0x400;
    static final int RO_SHARED_BLOCKS = 0x4000;

    /** Bits in their order; an empty name is a flag that no released file system has. */
    private static final String[] INCOMPAT = {
        "compression", "filetype", "needs_recovery", "journal_dev",
        "meta_bg", "", "extent", "64bit",
        "mmp", "flex_bg", "ea_inode", "",
        "dirdata", "metadata_csum_seed", "large_dir", "inline_data",
        "encrypt", "casefold"
    };

    /** compression, journal_dev and dirdata are named, but not read. */
    private static final int INCOMPAT_READ = 0x3f7d6 & ~0x9 & ~0x1000;

    private Feature() {}

    /**
     * @throws ProblemException with {@link DiskProblem.FeatureUnknown} for the first flag that
     *     changes the format in a way this reader does not know
     */
    static void checkIncompatible(int flags) throws ProblemException {
        int unknown = flags & ~INCOMPAT_READ;
        if (unknown != 0) {
            int bit = Integer.numberOfTrailingZeros(unknown);
            String name = bit < INCOMPAT.length ? INCOMPAT[bit] : "";
            throw new ProblemException(
                    new DiskProblem.FeatureUnknown(name.isEmpty() ? "FEATURE_I" + bit : name));
        }
    }
}
