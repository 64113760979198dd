package org.lifeboat.cli;

/** Wrong usage, with a sentence for people. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
