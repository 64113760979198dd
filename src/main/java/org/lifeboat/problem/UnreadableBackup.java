package org.lifeboat.problem;

/** Not a backup, or one that this version cannot read. */
public sealed interface UnreadableBackup extends Refusal {

    record NotABackup(Term kind) implements UnreadableBackup {}

    /**
     * A piece of a backup that was split, but not the first, and that one is not beside it.
     *
     * @param first how it is called, or alike
     */
    record LaterPiece(String piece, String first) implements UnreadableBackup {}

    /** What was named as another copy is one of another backup, or nothing in it is sound. */
    record OtherBackup(String copy) implements UnreadableBackup {}

    record UnknownVersion(String version) implements UnreadableBackup {}

    record UnknownCipher(String cipher) implements UnreadableBackup {}

    record UnknownDigest(String digest) implements UnreadableBackup {}

    record UnknownCompressor(String filter) implements UnreadableBackup {}

    record MalformedHeader(String line) implements UnreadableBackup {}

    /** The header names another digest than the one that authenticates it. */
    record OtherDigest(String named, String matching) implements UnreadableBackup {}

    /** Format 4 without what its chunks' passphrases are made of. */
    record NoBackupId() implements UnreadableBackup {}

    record KeyTooLarge(ByteCount needed, ByteCount available) implements UnreadableBackup {}

    /** More than {@code scrypt enc} ever chooses. */
    record KeyImplausible(String parameters) implements UnreadableBackup {}
}
