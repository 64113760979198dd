package org.lifeboat.problem;

/** The outer file: where its entries lie (step 1). */
public sealed interface IndexProblem extends Problem {

    /** Bytes that make no sense and were stepped over. */
    record Damaged(ByteCount position, ByteCount length) implements IndexProblem {}

    /** The header of an entry has a wrong checksum; its name could still be read. */
    record HeaderDamaged(String entry) implements IndexProblem {}

    /** No entry of a backup is called so, or it is no file: it may be one whose header changed. */
    record UnknownEntry(String entry) implements IndexProblem {}

    /** Other entries begin where this one should still go on. */
    record FalseSize(String entry, ByteCount promised) implements IndexProblem {}

    /** The file ends in or right after this entry. */
    record CutOff(String entry) implements IndexProblem {}

    /** Cut off at the largest size that FAT32 can hold. */
    record CutOffByFat32(String entry) implements IndexProblem {}
}
