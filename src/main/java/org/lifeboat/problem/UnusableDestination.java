package org.lifeboat.problem;

/** The folder to restore into cannot be used. */
public sealed interface UnusableDestination extends Refusal {

    record NotAFolder(String folder) implements UnusableDestination {}

    record NotWritable(String folder) implements UnusableDestination {}

    record TooSmall(String folder, ByteCount needed, ByteCount free)
            implements UnusableDestination {}

    record FileTooLarge(String folder, String fileSystem, ByteCount largestFile, ByteCount limit)
            implements UnusableDestination {}

    /** By this process, whatever the drive could hold. */
    record FileSizeLimited(ByteCount largestFile, ByteCount limit) implements UnusableDestination {}
}
