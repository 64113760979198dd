package org.lifeboat.problem;

/**
 * One chunk of an archive: reading and authenticating it (step 4). Chunks go by their names in the
 * outer file.
 */
public sealed interface ChunkProblem extends Problem {

    /** Its HMAC differs, at the second reading as well. */
    record Failed(String chunk) implements ChunkProblem {}

    /** Two readings gave different bytes, both wrong. */
    record ChangedOnSecondRead(String chunk) implements ChunkProblem {}

    /** Authentic, but only at the second reading. */
    record RecoveredOnSecondRead(String chunk) implements ChunkProblem {}

    record WithoutHmac(String chunk) implements ChunkProblem {}

    record HmacUnreadable(String chunk) implements ChunkProblem {}

    record Missing(String chunk) implements ChunkProblem {}

    /** All from the first to the last. */
    record SeveralMissing(String first, String last) implements ChunkProblem {}

    record CutOff(String chunk) implements ChunkProblem {}

    /** Two entries bear its name. */
    record Twice(String chunk) implements ChunkProblem {}

    /** The same bytes are another chunk, too: one of them is in the other's place. */
    record UsedTwice(String chunk, String other) implements ChunkProblem {}

    /** The same in a backup that is not encrypted, where two chunks may be alike by nature. */
    record UsedTwiceOrAlike(String chunk, String other) implements ChunkProblem {}

    /** It begins as only the first chunk of an archive does, and is a later one. */
    record FirstOfAnother(String chunk) implements ChunkProblem {}

    /** The drive does not give its bytes. */
    record Unreadable(String chunk) implements ChunkProblem {}

    /** The drive gave it only when all else had been read, too late for its archive. */
    record ReadableInTheEnd(String chunk) implements ChunkProblem {}

    /** The drive gives all but so much of it. */
    record PartlyUnreadable(String chunk, ByteCount missing) implements ChunkProblem {}

    /** Larger than what fits into memory. */
    record TooLarge(String chunk, ByteCount size, ByteCount largest) implements ChunkProblem {}

    /** Deriving its key takes more memory than there is. */
    record KeyTooLarge(String chunk, ByteCount needed, ByteCount available)
            implements ChunkProblem {}

    /** Deriving its key takes more work than {@code scrypt enc} ever asks for. */
    record KeyImplausible(String chunk, String parameters) implements ChunkProblem {}
}
