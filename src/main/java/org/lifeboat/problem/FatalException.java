package org.lifeboat.problem;

import java.util.List;

/** Ends the whole run: nothing can be restored, for a reason that a person can act on. */
public abstract sealed class FatalException extends Exception {

    private static final long serialVersionUID = 1;

    private final String key;
    private final transient List<Object> facts;

    private FatalException(String key, Object... facts) {
        super(key);
        this.key = key;
        this.facts = List.of(facts);
    }

    /** The key of its sentence in {@code messages.properties}. */
    public String key() {
        return key;
    }

    /** What the sentence needs, in the order in which it uses them. */
    public List<Object> facts() {
        return facts;
    }

    /** The file is something else, or a backup that this version cannot read. */
    public static final class Unreadable extends FatalException {
        private static final long serialVersionUID = 1;

        private Unreadable(String key, Object... facts) {
            super(key, facts);
        }

        /**
         * @param kind the name of an {@code archive.FileKind}
         */
        public static Unreadable notABackup(Enum<?> kind) {
            return new Unreadable("fatal.not.a.backup", kind);
        }

        public static Unreadable unknownVersion(String version) {
            return new Unreadable("fatal.version", version);
        }

        public static Unreadable unknownCipher(String name) {
            return new Unreadable("fatal.cipher", name);
        }

        public static Unreadable unknownDigest(String name) {
            return new Unreadable("fatal.digest", name);
        }

        public static Unreadable unknownCompressor(String name) {
            return new Unreadable("fatal.compressor", name);
        }

        public static Unreadable malformedHeader(String line) {
            return new Unreadable("fatal.header.malformed", line);
        }

        /** The header names another digest than the one that authenticates it. */
        public static Unreadable digestMismatch(String named, String matching) {
            return new Unreadable("fatal.header.digest", named, matching);
        }

        /** Format 4 without what its chunks' passphrases are made of. */
        public static Unreadable noBackupId() {
            return new Unreadable("fatal.header.no.backup.id");
        }

        /** Sizes in bytes. */
        public static Unreadable keyTooLarge(long needed, long available) {
            return new Unreadable("fatal.key.too.large", needed, available);
        }

        /** More than any {@code scrypt enc} chooses. */
        public static Unreadable keyImplausible(String parameters) {
            return new Unreadable("fatal.key.implausible", parameters);
        }
    }

    /** The header does not match the passphrase. */
    public static final class HeaderMismatch extends FatalException {
        private static final long serialVersionUID = 1;

        private final boolean passphraseIsRight;

        private HeaderMismatch(String key, boolean passphraseIsRight) {
            super(key);
            this.passphraseIsRight = passphraseIsRight;
        }

        /** A wrong passphrase, or a damaged or altered header: the two cannot be told apart. */
        public static HeaderMismatch passphraseOrHeader() {
            return new HeaderMismatch("fatal.passphrase", false);
        }

        /** Other parts of the backup match the passphrase. */
        public static HeaderMismatch headerOnly() {
            return new HeaderMismatch("fatal.header.damaged", true);
        }

        /** The header's HMAC is missing or unreadable, so nothing can be said of the passphrase. */
        public static HeaderMismatch noProof() {
            return new HeaderMismatch("fatal.header.no.hmac", false);
        }

        public boolean passphraseIsRight() {
            return passphraseIsRight;
        }
    }

    /** The folder to restore into cannot be used. */
    public static final class Destination extends FatalException {
        private static final long serialVersionUID = 1;

        private Destination(String key, Object... facts) {
            super(key, facts);
        }

        public static Destination notAFolder(String path) {
            return new Destination("fatal.destination.not.a.folder", path);
        }

        public static Destination notWritable(String path) {
            return new Destination("fatal.destination.not.writable", path);
        }

        /** Sizes in bytes. */
        public static Destination tooSmall(String path, long needed, long free) {
            return new Destination("fatal.destination.space", path, needed, free);
        }

        /** Sizes in bytes. */
        public static Destination fileTooLarge(
                String path, String fileSystem, long largestFile, long limit) {
            return new Destination(
                    "fatal.destination.file.limit", path, fileSystem, largestFile, limit);
        }
    }
}
