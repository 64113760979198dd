package org.lifeboat.problem;

/** Where something came from that is damaged in the backup itself. Nothing of it is lost. */
public sealed interface OriginProblem extends Problem {

    /** So many parts, from another copy. */
    record PartsFromCopy(int count, String copy) implements OriginProblem {}

    record HeaderFromCopy(String copy) implements OriginProblem {}

    /** From its few possible contents; its HMAC proves it. */
    record HeaderRebuilt() implements OriginProblem {}

    /** Format 4: the copy of it that is encrypted. */
    record HeaderFromEncryptedCopy() implements OriginProblem {}

    /** From what the parts show; nothing proves it but that all can be decoded so. */
    record HeaderInferred() implements OriginProblem {}
}
