package org.lifeboat.crypto;

/** Called several times a second by work that takes long; may throw to end it. */
@FunctionalInterface
public interface WaitListener {

    /**
     * @param done how much of the work is done, from 0 to 1; 0 while it waits for memory
     */
    void goesOn(double done);
}
