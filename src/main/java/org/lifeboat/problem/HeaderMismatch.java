package org.lifeboat.problem;

/** The header does not match the passphrase. */
public sealed interface HeaderMismatch extends Refusal {

    /** A wrong passphrase, or a damaged or altered header: the two cannot be told apart. */
    record PassphraseOrHeader() implements HeaderMismatch {}

    /** Other parts of the backup match the passphrase. */
    record HeaderOnly() implements HeaderMismatch {}

    /**
     * The header or its HMAC is missing or unreadable, so nothing can be said of the passphrase.
     */
    record WithoutHmac() implements HeaderMismatch {}
}
