package org.lifeboat.deflate;

/**
 * What lies behind the last gzip member. The program gzip ignores all of it, garbage with a
 * warning.
 */
public enum Following {
    NOTHING,
    /** Tapes and disks are filled up with them. */
    ZEROS,
    GARBAGE
}
