package org.lifeboat.problem;

/** One archive's streams: cipher, compressor, tar (steps 5 to 7). */
public sealed interface StreamProblem extends Problem {

    /** No key derivation gives a plaintext that begins as it must. */
    record CipherUnknownStart() implements StreamProblem {}

    /** The padding is wrong. */
    record CipherEndDamaged() implements StreamProblem {}

    record CompressionUnknown(String filter) implements StreamProblem {}

    record CompressionDamaged(String program) implements StreamProblem {}

    record CompressionTooHungry(ByteCount memory) implements StreamProblem {}

    record EndsEarly() implements StreamProblem {}

    record GoesOn() implements StreamProblem {}

    record TarDamaged() implements StreamProblem {}

    record TarEmpty() implements StreamProblem {}

    /** A volume of format 2 does not go on where the one before it ended. */
    record VolumeForeign() implements StreamProblem {}

    record SparseMapDamaged() implements StreamProblem {}
}
