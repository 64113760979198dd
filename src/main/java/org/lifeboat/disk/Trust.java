package org.lifeboat.disk;

import org.lifeboat.disk.ext4.FileState;

/** What may be believed of a run of bytes in a salvaged image; from the best to the worst. */
public enum Trust {
    /** Decoded from authentic parts alone, at a proven place. */
    AUTHENTIC('+'),
    /** From a part that failed, or at a place that was inferred. */
    DOUBTFUL('?'),
    /** Not there; the image has a hole. */
    LOST('-');

    private final char status;

    Trust(char status) {
        this.status = status;
    }

    /** What a file is whose worst byte is such. */
    public FileState fileState() {
        return switch (this) {
            case AUTHENTIC -> FileState.WHOLE;
            case DOUBTFUL -> FileState.DOUBTFUL;
            case LOST -> FileState.DAMAGED;
        };
    }

    /** As GNU ddrescue's map files have it. */
    char status() {
        return status;
    }

    /** The lesser of the two: a thing is what its worst byte is. */
    public Trust and(Trust other) {
        return compareTo(other) > 0 ? this : other;
    }
}
