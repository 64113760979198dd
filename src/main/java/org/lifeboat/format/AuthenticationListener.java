package org.lifeboat.format;

/** Told how far an authentication is; what it throws ends the work. */
public interface AuthenticationListener {

    /** For work that is done at once. */
    AuthenticationListener NOBODY =
            new AuthenticationListener() {
                @Override
                public void deriving(double done) {}

                @Override
                public void moved(int bytes) {}
            };

    /**
     * Several times a second while a key is derived, which may take long and comes before all else.
     * Not called for a key that is known.
     *
     * @param done from 0 to 1
     */
    void deriving(double done);

    /**
     * @param bytes that were gone through since the last call
     */
    void moved(int bytes);
}
