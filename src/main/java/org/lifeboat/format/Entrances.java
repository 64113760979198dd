package org.lifeboat.format;

/**
 * Is told of places at which a tar can be entered, by whoever reads it, before their bytes come.
 */
public interface Entrances {

    /** For a tar that is read once. */
    Entrances NONE =
            new Entrances() {
                @Override
                public long spacing() {
                    return Long.MAX_VALUE;
                }

                @Override
                public void found(Entrance entrance) {}
            };

    /** Bytes of the tar from one to the next, about. */
    long spacing();

    void found(Entrance entrance);
}
