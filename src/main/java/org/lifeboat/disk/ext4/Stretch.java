package org.lifeboat.disk.ext4;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

/**
 * A run of bytes that are all in the same state.
 *
 * @param length in bytes, above 0
 */
public record Stretch(long length, FileState state) {

    /** As {@link BlockSource#stretch}. */
    @FunctionalInterface
    public interface Lookup {
        Stretch stretch(long position, long length);
    }

    /**
     * @throws ProblemException with {@link DiskProblem.Lost} if any of these bytes is lost
     */
    public static void checkThere(Lookup stretches, long position, long length)
            throws ProblemException {
        for (long done = 0; done < length; ) {
            Stretch next = stretches.stretch(position + done, length - done);
            if (next.state() == FileState.DAMAGED) {
                throw new ProblemException(
                        new DiskProblem.Lost(
                                new ByteCount(position + done), new ByteCount(next.length())));
            }
            done += next.length();
        }
    }
}
