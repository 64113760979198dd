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

    /** The same of a split backup: its last piece is too short, or others are missing behind it. */
    record CutOffPieces(String entry, String lastPiece) implements IndexProblem {}

    /** One of the pieces of a split backup is not beside the others. */
    record PieceMissing(String piece) implements IndexProblem {}

    /** A piece of a split backup has fewer bytes than the others, and is not the last. */
    record PieceShort(String piece) implements IndexProblem {}

    /** Cut off at the largest size that FAT32 can hold. */
    record CutOffByFat32(String entry) implements IndexProblem {}
}
