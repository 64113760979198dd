package org.lifeboat.report;

/** Sizes for people, in the units of file managers: powers of 1000. */
public final class Sizes {

    private Sizes() {}

    /**
     * {@code 999 bytes}, {@code 1.0 kB}, {@code 12 MB}: two digits at least, no more than three.
     */
    public static String text(long bytes) {
        return Messages.size(bytes);
    }
}
