package org.lifeboat.crypto;

/** Called several times a second by work that takes long; may throw to end it. */
@FunctionalInterface
public interface WaitListener {

    void goesOn();
}
