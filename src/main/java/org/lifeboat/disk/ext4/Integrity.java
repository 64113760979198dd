package org.lifeboat.disk.ext4;

/** How far what the image says about a file can be believed. Later ones are worse. */
public enum Integrity {
    /** Every checksum there is agrees. The content itself has none in ext4. */
    GOOD,
    /** It makes sense, but a checksum differs. */
    CHECKSUM_WRONG,
    /** Some or all of it cannot be read. */
    DAMAGED;

    public Integrity worse(Integrity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
