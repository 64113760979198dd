package org.lifeboat.watch;

/** What work is being done. */
public enum Stage {
    /** A file or a chunk comes into memory. */
    READING,
    /** A key is made out of a passphrase, where that takes long. */
    DERIVING,
    /** Bytes go through an HMAC. */
    AUTHENTICATING
}
