package org.lifeboat.disk.ext4;

/** What a restore left of bytes, or of a file made of them. Later ones are worse. */
public enum FileState {
    /** All of it is there and authentic. */
    WHOLE,
    /** All of it is there, but nothing vouches for some of it. */
    DOUBTFUL,
    /** Some or all of it is lost. */
    DAMAGED;

    /** A file is what its worst byte is. */
    public FileState worse(FileState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
